"""INCEpTION's layers for our labels: as a UIMA type system, and as the layers that its project settings import.

A span layer a label (one for all triggers, whose ``eventType`` is the label); attributes are string features, ``mode`` a
string array, the roles of a trigger's arguments the link feature ``arguments``. The link types are named as INCEpTION
itself names them, the layer's name with the feature's and "Link".
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from conflict_events.annotations import codes, parts
from conflict_events.annotations.model import ATTRIBUTES, ROLES

PREFIX = "webanno.custom."
"""Names of the layers that a project defines begin with it."""
OWN = PREFIX + "Conflict"
ARTICLE = OWN + "Article"
"""A document-level layer that keeps the article's id, whatever the document is called in the project."""
ARTICLE_ID, EVENT_TYPE, NOTE = "articleId", "eventType", "note"
LINKS = {"arguments": "uima.tcas.Annotation", "parts": ""}
"""Link features and the type that they lead to ("": the layer's own). Triggers have both, the others ``parts``."""
ROLE, TARGET = "role", "target"
TYPE_SYSTEM, LAYERS = "TypeSystem.xml", "layers.json"
STRING, STRINGS = "uima.cas.String", "uima.cas.StringArray"


def cassis() -> Any:
    """The library. Raises ValueError where it is not installed."""
    try:
        return import_module("cassis")
    except ImportError as error:
        raise ValueError(
            "INCEpTION's formats need dkpro-cassis: pip install '.[annotations]' in the sources"
        ) from error


def layer(kind: str) -> str:
    """The type of a key of ``ATTRIBUTES``."""
    return OWN + kind[0].upper() + kind[1:]


def links(kind: str) -> list[tuple[str, str, str]]:
    """The link features of a layer: name, type of the link, type of its target."""
    own = layer(kind)
    names = LINKS if kind == "trigger" else ("parts",)
    return [(name, f"{own}{name.capitalize()}Link", LINKS[name] or own) for name in names]


def features(kind: str) -> list[tuple[str, str]]:
    """The other features of a layer: name and type."""
    first = [EVENT_TYPE] if kind == "trigger" else []
    return [(name, STRINGS if name == "mode" else STRING) for name in (*first, *ATTRIBUTES[kind], NOTE)]


def type_system() -> Any:
    """The types as a ``cassis.TypeSystem``."""
    types = cassis().TypeSystem()
    article = types.create_type(ARTICLE, "uima.cas.AnnotationBase")
    types.create_feature(article, ARTICLE_ID, STRING)
    for kind in ATTRIBUTES:
        own = types.create_type(layer(kind), "uima.tcas.Annotation")
        for name, sort in features(kind):
            types.create_feature(own, name, sort)
        for name, sort, target in links(kind):
            link = types.create_type(sort, "uima.cas.TOP")
            types.create_feature(link, ROLE, STRING)
            types.create_feature(link, TARGET, target)
            types.create_feature(own, name, "uima.cas.FSArray", elementType=sort, multipleReferencesAllowed=False)
    return types


def configuration() -> dict[str, str]:
    """The type system, and the layers for "Import layer" in a project's settings. Script direction is set there, too."""
    article = _layer(ARTICLE, "Article", "document-metadata", [_feature(ARTICLE_ID, STRING)])
    layers = [article, *(_layer(layer(kind), kind.capitalize(), "span", _features(kind)) for kind in ATTRIBUTES)]
    xml = type_system().to_xml()
    return {TYPE_SYSTEM: str(xml), LAYERS: json.dumps(layers, ensure_ascii=False, indent=2) + "\n"}


def _layer(name: str, shown: str, sort: str, features: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "features": features,
        "uiName": f"Conflict: {shown}",
        "type": sort,
        "description": None,
        "enabled": True,
        "built_in": False,
        "readonly": False,
        "attach_type": None,
        "attach_feature": None,
        "allow_stacking": True,
        "cross_sentence": True,
        "show_hover": True,
        "anchoring_mode": "CHARACTERS",
        "overlap_mode": "ANY_OVERLAP",
        "validation_mode": "NEVER",
        "linked_list_behavior": False,
        "traits": None,
    }


def _features(kind: str) -> list[dict[str, Any]]:
    free = codes.choices()
    found = []
    for name, sort in features(kind):
        tags = codes.event_types() if name == EVENT_TYPE else (*free.get((kind, name), ()), codes.NONE)
        closed = name == EVENT_TYPE or (kind, name) in free
        found.append(_feature(name, sort, _tags(f"Conflict {kind} {name}", tags) if closed else None))
    for name, sort, target in links(kind):
        roles = tuple(ROLES) if name == "arguments" else (parts.PART,)
        found.append(
            {
                **_feature(name, target, _tags(f"Conflict {name}", roles)),
                "multi_value_mode": "ARRAY",
                "link_mode": "WITH_ROLE",
                "link_type_name": sort,
                "link_type_role_feature_name": ROLE,
                "link_type_target_feature_name": TARGET,
            }
        )
    return [{**feature, "rank": rank} for rank, feature in enumerate(found)]


def _feature(name: str, sort: str, tags: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "tag_set": tags,
        "uiName": name,
        "type": sort,
        "enabled": True,
        "visible": True,
        "include_in_hover": False,
        "required": name == EVENT_TYPE,
        "remember": False,
        "hideUnconstraintFeature": False,
        "description": None,
        "multi_value_mode": "ARRAY" if sort == STRINGS else "NONE",
        "link_mode": "NONE",
        "link_type_name": None,
        "link_type_role_feature_name": None,
        "link_type_target_feature_name": None,
        "traits": None,
        "curatable": True,
    }


def _tags(name: str, tags: tuple[str, ...]) -> dict[str, Any]:
    listed = [{"tag_name": tag, "tag_description": None} for tag in tags]
    return {"name": name, "description": None, "language": "en", "tags": listed, "create_tag": False}
