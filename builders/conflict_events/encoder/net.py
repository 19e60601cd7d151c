"""The encoder as PyTorch learns it. ``packing`` turns its parameters, by these names, into an encoder file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain, islice
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from conflict_events.encoder.heads import ODDS
from conflict_events.encoder.opinion import GIVEN, encoder_log_odds
from conflict_events.encoder.packing import INNER
from conflict_events.encoder.questions import Filler, Sheet
from conflict_events.encoder.reader import Reader
from conflict_events.encoder.whole import Floats
from conflict_events.encoder.windows import DISTANCES, Place
from conflict_events.records import Status
from conflict_events.trained.reading import ROLES

DROPPED = 0.1
"""Share of a head's inner numbers that are left out while it learns."""
TYPE, DETAIL, DISTANCE = 32, 16, 16
"""Numbers in the vectors of kinds, where there are no more kinds than that: ``unpacking`` needs one for each."""
RARE = -5.0
"""Log-odds that a piece is of a trigger, to begin with."""


class Kinds(NamedTuple):
    """The kinds that heads are asked about, as they are numbered."""

    types: Sequence[str]
    details: Sequence[str]
    statuses: Sequence[Status]


class Answers(NamedTuple):
    """Log-odds of all questions of some sheets, in their order; of ``marks`` for each piece, with what is right, and the
    piece's vector.
    """

    events: Tensor
    statuses: Tensor
    fillers: Tensor
    pairs: Tensor
    marks: Tensor
    marked: Tensor
    states: Tensor


def _layers(inputs: int, answers: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, INNER), nn.GELU(), nn.Dropout(DROPPED), nn.Linear(INNER, answers))


def _numbers(kinds: Sequence[str], names: Sequence[str]) -> Tensor:
    known = {name: i for i, name in enumerate(kinds)}
    return torch.tensor([known[name] for name in names], dtype=torch.long)


class Role(nn.Module):
    """The head of a role."""

    def __init__(self, size: int, kinds: int) -> None:
        super().__init__()
        self.trigger, self.mention = nn.Linear(size, INNER), nn.Linear(size, INNER)
        self.head = _layers(3 * INNER + kinds + 1)

    def forward(self, triggers: Tensor, mentions: Tensor, kinds: Tensor, odds: Tensor) -> Tensor:
        """Log-odds for each row."""
        a, b = self.trigger(triggers), self.mention(mentions)
        return self.head(torch.cat([a, b, a * b, kinds, odds[:, None] / ODDS], 1))[:, 0] + odds


class Net(nn.Module):
    """A reader, and the heads."""

    def __init__(self, reader: Reader, kinds: Kinds) -> None:
        super().__init__()
        size = reader.size
        types, details = max(TYPE, len(kinds.types)), max(DETAIL, len(kinds.details))
        self.reader, self.kinds = reader, kinds
        self.types = nn.Embedding(len(kinds.types), types)
        self.details = nn.Embedding(len(kinds.details), details)
        self.distances = nn.Embedding(DISTANCES, DISTANCE)
        self.event = _layers(2 * size + types + 1)
        self.status = _layers(2 * size + types + len(kinds.statuses), len(kinds.statuses))
        self.pair_view = nn.Linear(size, INNER)
        self.pair = _layers(3 * INNER + types + 1)
        self.roles = nn.ModuleDict({role: Role(size, types + details + DISTANCE) for role in ROLES})
        self.mark = nn.Linear(size, len(kinds.types))
        self.mark.bias.data.fill_(RARE)

    def learned(self) -> dict[str, Floats]:
        """The parameters by the names by which ``packing`` knows them."""
        return {name.removeprefix("reader."): value.float().numpy() for name, value in self.state_dict().items()}

    def forward(self, sheets: Sequence[Sheet]) -> Answers:
        """The answers to all questions of some sheets."""
        flat = self.reader(window for sheet in sheets for window in sheet.windows)
        at = _Places(sheets)
        events, statuses = self._of_events(flat, at, sheets)
        marked = torch.zeros(len(flat), len(self.kinds.types))
        for i, sheet in enumerate(sheets):
            for mark in sheet.marks:
                marked[at.pieces(i, mark.place), self.kinds.types.index(mark.type)] = 1
        fillers, pairs = self._of_fillers(flat, at, sheets), self._of_pairs(flat, at, sheets)
        return Answers(events, statuses, fillers, pairs, self.mark(flat), marked, flat)

    def _of_events(self, flat: Tensor, at: _Places, sheets: Sequence[Sheet]) -> tuple[Tensor, Tensor]:
        asked = [(i, event) for i, sheet in enumerate(sheets) for event in sheet.events.values()]
        anchors = at.means(flat, [(i, e.anchor) for i, e in asked])
        owner = torch.tensor([row for row, (_, e) in enumerate(asked) for _ in e.triggers])
        triggers = at.means(flat, [(i, p) for i, e in asked for p in e.triggers])
        means = torch.zeros_like(anchors).index_add(0, owner, triggers) / torch.bincount(owner)[:, None]
        shown = torch.cat([anchors, means, self.types(_numbers(self.kinds.types, [e.type for _, e in asked]))], 1)
        odds = torch.tensor(encoder_log_odds([e.likely for _, e in asked]))
        given = functional.one_hot(_numbers(self.kinds.statuses, [e.given for _, e in asked]), len(self.kinds.statuses))
        events = self.event(torch.cat([shown, odds[:, None] / ODDS], 1))[:, 0] + odds
        return events, self.status(torch.cat([shown, given], 1)) + GIVEN * given

    def _of_fillers(self, flat: Tensor, at: _Places, sheets: Sequence[Sheet]) -> Tensor:
        asked = [(i, filler) for i, sheet in enumerate(sheets) for filler in sheet.fillers]
        found = torch.zeros(len(asked))
        for role in ROLES:
            rows = [row for row, (_, f) in enumerate(asked) if f.role == role]
            if rows:
                here: list[tuple[int, Filler]] = [asked[row] for row in rows]
                kinds = torch.cat(
                    [
                        self.types(_numbers(self.kinds.types, [f.type for _, f in here])),
                        self.details(_numbers(self.kinds.details, [f.detail for _, f in here])),
                        self.distances(torch.tensor([f.distance for _, f in here])),
                    ],
                    1,
                )
                triggers = at.means(flat, [(i, f.trigger) for i, f in here])
                mentions = at.means(flat, [(i, f.mention) for i, f in here])
                odds = torch.tensor(encoder_log_odds([f.likely for _, f in here]))
                found = found.index_put((torch.tensor(rows),), self.roles[role](triggers, mentions, kinds, odds))
        return found

    def _of_pairs(self, flat: Tensor, at: _Places, sheets: Sequence[Sheet]) -> Tensor:
        asked = [(i, pair) for i, sheet in enumerate(sheets) for pair in sheet.pairs]
        if not asked:
            return torch.zeros(0)
        a = self.pair_view(at.means(flat, [(i, p.first) for i, p in asked]))
        b = self.pair_view(at.means(flat, [(i, p.second) for i, p in asked]))
        types = self.types(_numbers(self.kinds.types, [p.type for _, p in asked]))
        odds = torch.tensor(encoder_log_odds([p.likely for _, p in asked]))
        shown = torch.cat([(a - b).abs(), a * b, a + b, types, odds[:, None] / ODDS], 1)
        return self.pair(shown)[:, 0] + odds


class _Places:
    """Where the places of sheets are among the pieces of all their windows."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        lengths = [[len(window) for window in sheet.windows] for sheet in sheets]
        found = iter(accumulate(chain.from_iterable(lengths), initial=0))
        self._begins = [list(islice(found, len(of))) for of in lengths]

    def pieces(self, sheet: int, place: Place) -> list[int]:
        """The rows of a place's pieces."""
        start = self._begins[sheet][place.window]
        return list(range(start + place.first, start + place.last))

    def means(self, flat: Tensor, places: Sequence[tuple[int, Place]]) -> Tensor:
        """The mean vector of each place; places that are asked for twice are worked out once."""
        once = {place: i for i, place in enumerate(dict.fromkeys(places))}
        rows = [self.pieces(*place) for place in once]
        owner = torch.tensor([i for i, of in enumerate(rows) for _ in of])
        sums = torch.zeros(len(rows), flat.shape[1]).index_add(
            0, owner, flat[torch.tensor([r for of in rows for r in of])]
        )
        return (sums / torch.bincount(owner)[:, None])[torch.tensor([once[place] for place in places])]
