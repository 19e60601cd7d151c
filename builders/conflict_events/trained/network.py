"""A small neural network of one hidden layer: a row of numbers in, log-odds out.

Its sums are of float64, and nothing is rounded to steps behind them: what processors add in another order differs in the
fifteenth place, and no event's fate hangs on that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Network:
    """Corrects log-odds that are the first number of a row, by all numbers of the row.

    ``inner`` (inputs, hidden) and ``shift`` (hidden) lead to the hidden layer, whose negative values count as 0; ``outer``
    (hidden) and ``last`` lead to log-odds. ``part``: how much of the correction is taken, 0 to 1.
    """

    inner: Numbers
    shift: Numbers
    outer: Numbers
    last: float
    part: float = 1.0

    def __call__(self, rows: Numbers) -> Numbers:
        """(rows, inputs) to the log-odds of each row."""
        before = rows[:, 0]
        after = np.maximum(rows @ self.inner + self.shift, 0.0) @ self.outer + self.last
        corrected: Numbers = before + self.part * (after - before)
        return corrected

    def json(self) -> dict[str, Any]:
        """A JSON object of lists."""
        return {
            "inner": self.inner.tolist(),
            "shift": self.shift.tolist(),
            "outer": self.outer.tolist(),
            "last": self.last,
            "part": self.part,
        }


def network(part: Mapping[str, Any]) -> Network:
    """The network of a JSON object. Raises KeyError, TypeError or ValueError where it is none."""
    inner, shift, outer = (np.array(part[name], np.float64) for name in ("inner", "shift", "outer"))
    if inner.ndim != 2 or shift.shape != outer.shape or shift.shape != inner.shape[1:]:
        raise ValueError(f"a network of the shapes {inner.shape}, {shift.shape}, {outer.shape}")
    return Network(inner, shift, outer, float(part["last"]), float(part["part"]))
