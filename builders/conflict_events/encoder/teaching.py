"""A small net learns from a large one: from its answers, and from what it makes of each piece, beside what is right.

The small one sees articles that nobody has annotated, too: the large one answers for the annotators.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from conflict_events.encoder.net import Answers, Net
from conflict_events.encoder.optimizing import optimize, weighed
from conflict_events.encoder.questions import Right, Sheet
from conflict_events.terminal import progress

RATE, LOT = 1.5e-3, 8
"""The greatest learning rate; articles at once."""
WARM = 100
EVENTS, FILLERS = 0.1, 0.5
"""The share of what is right in an answer, where it is known; the rest is the teacher's. More of it makes the small net learn
the events of the annotated articles by heart.
"""
OTHERS = 2
"""Times a round that articles are seen which nobody has annotated: the annotated ones are soon known by heart."""
UNSAID = 0.3
"""What a filler counts of which nobody knows whether it is right."""
WEIGHTS = {"events": 1.0, "fillers": 2.0, "pairs": 0.5, "statuses": 0.5, "marks": 10.0, "states": 3.0}
"""What a question counts beside the others."""


def teach(net: Net, teacher: Net, annotated: Sequence[Sheet], others: Sequence[Sheet], rounds: int) -> None:
    """Let a net learn from another one on sheets, those of ``others`` ``OTHERS`` times a round; one that is to be seen more
    often is there more often.
    """
    sheets = {one.article_id: one for one in (*annotated, *others)}
    teacher.eval()
    with torch.no_grad():
        given = {
            article_id: Answers(*(part.half() for part in teacher([one])))
            for article_id, one in progress(sheets.items(), "articles")
        }
    larger = nn.Linear(net.reader.size, teacher.reader.size)

    def loss(lot: Sequence[Sheet]) -> Tensor:
        told = Answers(
            *(torch.cat(parts).float() for parts in zip(*(given[one.article_id] for one in lot), strict=True))
        )
        answers = net(lot)
        return _loss(answers, told, lot) + WEIGHTS["states"] * functional.mse_loss(larger(answers.states), told.states)

    net.train()
    learned = [{"params": [*net.parameters(), *larger.parameters()], "lr": RATE}]
    optimize(learned, [*annotated, *(list(others) * OTHERS)], rounds, LOT, WARM, loss)


def _loss(answers: Answers, told: Answers, sheets: Sequence[Sheet]) -> Tensor:
    events = _wanted(told.events, [e.right for one in sheets for e in one.events.values()], EVENTS)
    right = [f.right for one in sheets for f in one.fillers]
    worth = torch.tensor([UNSAID if answer is None else 1.0 for answer in right])
    fillers = functional.binary_cross_entropy_with_logits(
        answers.fillers, _wanted(told.fillers, right, FILLERS), weight=worth, reduction="sum"
    )
    found = {
        "events": functional.binary_cross_entropy_with_logits(answers.events, events),
        "fillers": fillers / worth.sum().clamp(min=1),
        "statuses": functional.cross_entropy(answers.statuses, torch.softmax(told.statuses, 1)),
        "marks": functional.binary_cross_entropy_with_logits(answers.marks, torch.sigmoid(told.marks)),
    }
    if len(told.pairs):
        found["pairs"] = functional.binary_cross_entropy_with_logits(answers.pairs, torch.sigmoid(told.pairs))
    return weighed(found, WEIGHTS)


def _wanted(told: Tensor, right: Sequence[Right], ours: float) -> Tensor:
    """The probabilities to learn: the teacher's, and where it is known what is right that, too."""
    teacher = torch.sigmoid(told)
    known = torch.tensor([answer is not None for answer in right])
    answers = torch.tensor([answer or 0.0 for answer in right])
    return torch.where(known, ours * answers + (1 - ours) * teacher, teacher)
