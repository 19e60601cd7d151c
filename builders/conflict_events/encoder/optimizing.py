"""The steps by which a net learns: sheets in lots, in an order that a seed gives, at rates that rise and then fall."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch.nn.utils import clip_grad_norm_
from tqdm import tqdm

from conflict_events.encoder.questions import Sheet

LEAST = 0.02
"""What is left of a rate in the end."""


def optimize(
    groups: Sequence[dict[str, Any]],
    sheets: Sequence[Sheet],
    rounds: int,
    lot: int,
    warm: int,
    loss: Callable[[Sequence[Sheet]], torch.Tensor],
    seed: int = 0,
) -> None:
    """Change parameters so that the loss of the sheets falls. ``groups``: "params" with their greatest rate "lr"; ``rounds``:
    times that each sheet is seen; ``lot``: sheets at once; ``warm``: steps until the rates are at their greatest.
    """
    order = random.Random(seed)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = rounds * math.ceil(len(sheets) / lot)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min(1.0, (i + 1) / warm) * max(LEAST, 1 - i / steps)
    )
    parameters = [parameter for group in groups for parameter in group["params"]]
    with tqdm(total=steps, unit="step", disable=None) as bar:
        for _ in range(rounds):
            shuffled = order.sample(list(sheets), len(sheets))
            for at in range(0, len(shuffled), lot):
                found = loss(shuffled[at : at + lot])
                optimizer.zero_grad()
                found.backward()
                clip_grad_norm_(parameters, 1.0)
                optimizer.step()
                schedule.step()
                bar.set_postfix_str(f"loss {found.item():.3f}", refresh=False)
                bar.update()


def weighed(losses: Mapping[str, torch.Tensor], weights: Mapping[str, float]) -> torch.Tensor:
    """The sum of losses, each with its weight."""
    return torch.stack([weights[name] * loss for name, loss in losses.items()]).sum()
