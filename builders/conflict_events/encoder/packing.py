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
    pack = _Packing(learned)
    pack.made[TOLD] = np.frombuffer(_json({"format": FORMAT, **told}), np.uint8)
    pack.rows("pieces", learned["word.weight"], 127)
    pack.made["scores"] = scores.astype(np.float32)
    pack.made["places"] = learned["places"].astype(np.float32)
    pack.norm("norm", "norm")
    for i in range(told["blocks"]):
        for name in ("attended", "joined", "inner", "outer"):
            pack.layer(f"block{i}.{name}", f"blocks.{i}.{name}")
        for name in ("first_norm", "second_norm"):
            pack.norm(f"block{i}.{name}", f"blocks.{i}.{name}")
    size = learned["word.weight"].shape[1]
    kinds = {"type": learned["types.weight"]}
    pack.head("event", "event", {"anchor": size, "all": size}, kinds)
    statuses = {**kinds, "status": np.eye(len(told["statuses"]), dtype=np.float32)}
    pack.head("status", "status", {"anchor": size, "all": size}, statuses)
    pack.layer("pair.view", "pair_view")
    pack.head("pair", "pair", dict.fromkeys(("difference", "product", "sum"), INNER), kinds)
    kinds = {**kinds, "detail": learned["details.weight"], "distance": learned["distances.weight"]}
    for role in ROLES:
        for view in ("trigger", "mention"):
            pack.layer(f"{role}.{view}", f"roles.{role}.{view}")
        pack.head(role, f"roles.{role}.head", dict.fromkeys(("first", "second", "product"), INNER), kinds)
    return pack.made


def write(arrays: Mapping[str, Any], path: Path) -> None:
    """Write an encoder file, all or nothing: the same arrays give the same bytes. Raises OSError where it cannot be written."""
    # Not compressed: it would be an eighth smaller, and take twice as long to read at every start.
    with replacing(path) as aside, zipfile.ZipFile(aside, "w") as archive:
        for name, array in arrays.items():
            content = BytesIO()
            np.save(content, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), content.getvalue())


class _Packing:
    """Makes arrays by the names of a file (``made``) of what was learned, by the names of the net."""

    def __init__(self, learned: Mapping[str, Floats]) -> None:
        self._learned = learned
        self.made: dict[str, Any] = {}

    def head(self, name: str, of: str, shown: Mapping[str, int], kinds: Mapping[str, Floats]) -> None:
        """The first layer, column by column as its inputs stand beside each other, and the second. The last column is that of
        the log-odds, where the head is told any.
        """
        weight, bias = self._of(f"{of}.0")
        at = 0
        for i, (view, size) in enumerate(shown.items()):
            self._linear(f"{name}.{view}", weight[:, at : at + size], bias if i == 0 else np.zeros_like(bias))
            at += size
        for kind, table in kinds.items():
            self.made[f"{name}.{kind}"] = (table @ weight[:, at : at + table.shape[1]].T).astype(np.float32)
            at += table.shape[1]
        if at < weight.shape[1]:
            self.made[f"{name}.odds"] = weight[:, at].astype(np.float32)
            at += 1
        assert at == weight.shape[1], (name, at, weight.shape)
        self.layer(f"{name}.out", f"{of}.3")

    def layer(self, name: str, of: str) -> None:
        """Weights and what is added."""
        self._linear(name, *self._of(of))

    def norm(self, name: str, of: str) -> None:
        """Layer normalization."""
        for part in ("weight", "bias"):
            self.made[f"{name}.{part}"] = self._learned[f"{of}.{part}"].astype(np.float32)

    def rows(self, name: str, rows: Floats, top: int) -> None:
        """Each row as whole numbers up to ``top``, and what one of them is worth."""
        worth = np.maximum(np.abs(rows).max(1), 1e-12) / top
        self.made[f"{name}.weight"] = np.rint(rows / worth[:, None]).astype(np.int8)
        self.made[f"{name}.worth"] = worth.astype(np.float32)

    def _linear(self, name: str, weight: Floats, bias: Floats) -> None:
        self.rows(name, weight, most(weight.shape[1]))
        self.made[f"{name}.bias"] = bias.astype(np.float32)

    def _of(self, name: str) -> tuple[Floats, Floats]:
        return self._learned[f"{name}.weight"], self._learned[f"{name}.bias"]


def _json(whole: Mapping[str, Any]) -> bytes:
    return json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()
