"""GeoJSON (RFC 7946): a point for each event, with the flat row as its properties. Events without coordinates have no
geometry; longitude comes first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from conflict_events.crosswalk import Crosswalks
from conflict_events.exports.base import Told
from conflict_events.publishing import flat


def write(told: Iterable[Told], crosswalks: Crosswalks, file: Path) -> Counter[str]:
    """Write one collection of features, a line each."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write('{"type": "FeatureCollection", "features": [')
        for i, (event, article) in enumerate(told):
            row = flat.row(event, article, crosswalks)
            longitude, latitude = row.pop("longitude"), row.pop("latitude")
            point = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
            feature = {"type": "Feature", "id": row["event_id"], "geometry": point, "properties": row}
            stream.write(",\n" if i else "\n")
            stream.write(json.dumps(feature, ensure_ascii=False, default=str))
        stream.write("\n]}\n")
    return Counter()
