"""Croissant metadata (https://docs.mlcommons.org/croissant/docs/croissant-spec.html, version 1.0): what each file holds,
field by field, for machines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from conflict_events import schemas
from conflict_events.publishing import citation, manifest, tables

_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_FORMATS = {".parquet": "application/x-parquet", ".csv": "text/csv", ".jsonl": "application/jsonlines"}
_TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}


def croissant(folder: Path, made: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """The metadata of a folder whose data files stand, of articles in ``languages``."""
    described = [f for f in manifest.files(folder) if f.suffix in _FORMATS]
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "conflict-events",
        "description": citation.abstract(made),
        "license": _licence(made),
        "version": manifest.version(made),
        **({"creator": _creators(made["authors"])} if made["authors"] else {}),
        "citeAs": citation.bibtex(made),
        "keywords": list(citation.KEYWORDS),
        "inLanguage": list(languages),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": file.as_posix(),
                "name": file.as_posix(),
                "contentUrl": file.as_posix(),
                "contentSize": f"{(folder / file).stat().st_size} B",
                "encodingFormat": _FORMATS[file.suffix],
                "sha256": manifest.sha256(folder / file),
            }
            for file in described
        ],
        "rai": "http://mlcommons.org/croissant/RAI/",
        "recordSet": [_record_set(name, schema, file) for name, (schema, file) in tables.FILES.items()],
    }


def _creators(names: Sequence[str]) -> list[dict[str, str]]:
    # The format asks for one of two, and a name does not say whether it is a person's.
    return [{"@type": "sc:Organization", "name": name} for name in names]


def _licence(made: Mapping[str, Any]) -> str:
    """The licence's page, where the SPDX list has one."""
    listed = citation.listed_licence(made)
    return f"https://spdx.org/licenses/{listed}" if listed else made["license"] or "to be chosen by the owner"


def _record_set(name: str, schema: str, file: str) -> dict[str, Any]:
    described = schemas.load(schema)
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": described["description"],
        # Two rows of the input may have one id: the second is a rejected one.
        **({"key": {"@id": f"{name}/{next(iter(described['properties']))}"}} if name != "articles" else {}),
        "field": [_field(name, file, node, ()) for node in schemas.fields(schema)],
    }


def _field(record_set: str, file: str, node: schemas.Field, parents: tuple[schemas.Field, ...]) -> dict[str, Any]:
    path = (*parents, node)
    names = [n.name for n in path]
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": "/".join((record_set, *names)),
        "name": "/".join((record_set, *names)),
        "description": node.description,
    }
    if node.repeated:
        field["repeated"] = True
    if node.children:
        return {**field, "subField": [_field(record_set, file, child, path) for child in node.children]}
    source: dict[str, Any] = {"fileObject": {"@id": file}, "extract": {"column": names[0]}}
    if parents:
        source["transform"] = {"jsonPath": ".".join(names[1:])}
    return {**field, "dataType": "sc:Date" if node.day else _TYPES[node.kind], "source": source}
