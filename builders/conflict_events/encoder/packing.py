"""What was learned -> the arrays of an encoder file: weights as whole numbers, tables of kinds worked out beforehand."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from conflict_events.encoder.file import FORMAT, TOLD
from conflict_events.encoder.whole import Floats, most
from conflict_events.trained.reading import ROLES
from conflict_events.whole_file import replacing

INNER = 128
"""Numbers in the first layer of a head."""


def arrays(learned: Mapping[str, Floats], scores: Floats, told: Mapping[str, Any]) -> dict[str, Any]:
    """The arrays of a file. ``learned``: the parameters by the names that ``net.Net`` and ``reader.Reader`` give them;
    ``scores``: of the pieces; ``told``: all that is JSON.
    """
    found: dict[str, Any] = {TOLD: np.frombuffer(_json({"format": FORMAT, **told}), np.uint8)}
    found["pieces.weight"], found["pieces.worth"] = _whole(learned["word.weight"], 127)
    found["scores"] = scores.astype(np.float32)
    found["places"] = learned["places"].astype(np.float32)
    _norm(found, "norm", learned, "norm")
    for i in range(told["blocks"]):
        for name in ("attended", "joined", "inner", "outer"):
            _linear(found, f"block{i}.{name}", *_of(learned, f"blocks.{i}.{name}"))
        for name in ("first_norm", "second_norm"):
            _norm(found, f"block{i}.{name}", learned, f"blocks.{i}.{name}")
    size = learned["word.weight"].shape[1]
    kinds = {"type": learned["types.weight"]}
    _head(found, "event", learned, "event", {"anchor": size, "all": size}, kinds, odds=True)
    statuses = {**kinds, "status": np.eye(len(told["statuses"]), dtype=np.float32)}
    _head(found, "status", learned, "status", {"anchor": size, "all": size}, statuses, odds=False)
    _linear(found, "pair.view", *_of(learned, "pair_view"))
    _head(found, "pair", learned, "pair", dict.fromkeys(("difference", "product", "sum"), INNER), kinds, odds=True)
    kinds = {**kinds, "detail": learned["details.weight"], "distance": learned["distances.weight"]}
    for role in ROLES:
        for view in ("trigger", "mention"):
            _linear(found, f"{role}.{view}", *_of(learned, f"roles.{role}.{view}"))
        shown = dict.fromkeys(("first", "second", "product"), INNER)
        _head(found, role, learned, f"roles.{role}.head", shown, kinds, odds=True)
    return found


def write(arrays: Mapping[str, Any], path: Path) -> None:
    """Write an encoder file, all or nothing: the same arrays give the same bytes. Raises OSError where it cannot be written."""
    # Not compressed: it would be an eighth smaller, and take twice as long to read at every start.
    with replacing(path) as aside, zipfile.ZipFile(aside, "w") as archive:
        for name, array in arrays.items():
            content = BytesIO()
            np.save(content, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), content.getvalue())


def _head(
    found: dict[str, Any],
    name: str,
    learned: Mapping[str, Floats],
    of: str,
    shown: Mapping[str, int],
    kinds: Mapping[str, Floats],
    odds: bool,
) -> None:
    """The first layer, column by column as its inputs stand beside each other, and the second."""
    weight, bias = _of(learned, f"{of}.0")
    at = 0
    for i, (view, size) in enumerate(shown.items()):
        _linear(found, f"{name}.{view}", weight[:, at : at + size], bias if i == 0 else np.zeros_like(bias))
        at += size
    for kind, table in kinds.items():
        found[f"{name}.{kind}"] = (table @ weight[:, at : at + table.shape[1]].T).astype(np.float32)
        at += table.shape[1]
    if odds:
        found[f"{name}.odds"] = weight[:, at].astype(np.float32)
        at += 1
    assert at == weight.shape[1], (name, at, weight.shape)
    _linear(found, f"{name}.out", *_of(learned, f"{of}.3"))


def _linear(found: dict[str, Any], name: str, weight: Floats, bias: Floats) -> None:
    found[f"{name}.weight"], found[f"{name}.worth"] = _whole(weight, most(weight.shape[1]))
    found[f"{name}.bias"] = bias.astype(np.float32)


def _norm(found: dict[str, Any], name: str, learned: Mapping[str, Floats], of: str) -> None:
    for part in ("weight", "bias"):
        found[f"{name}.{part}"] = learned[f"{of}.{part}"].astype(np.float32)


def _whole(rows: Floats, top: int) -> tuple[np.ndarray[Any, np.dtype[np.int8]], Floats]:
    """Each row as whole numbers up to ``top``, and what one of them is worth."""
    worth = np.maximum(np.abs(rows).max(1), 1e-12) / top
    return np.rint(rows / worth[:, None]).astype(np.int8), worth.astype(np.float32)


def _of(learned: Mapping[str, Floats], name: str) -> tuple[Floats, Floats]:
    return learned[f"{name}.weight"], learned[f"{name}.bias"]


def _json(whole: Mapping[str, Any]) -> bytes:
    return json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()
