"""Trains an encoder on annotated articles, on top of the model of features that is trained on them, too.

A large net begins with a pretrained encoder and learns from the annotated articles; a small one, which is what is kept, learns
from it on these and on articles that nobody has annotated (``--more``). What a model of features thinks of an article comes
from folds that have not seen it, or from the language's own model where nobody has annotated it. Of articles that were
annotated twice (``--again``) it learns how many of the two say yes. The small net may go on from an encoder file (``--begin``),
which takes half the time. Where only the model of features is another, ``--keep`` takes all that an encoder has learned, and
chooses anew what depends on the model: how much a head adds, thresholds and confidence. One article in ten is held out: these
and the card's figures are of the articles held out. The same files give an encoder that does as well, but not the same bytes:
sums are rounded as a processor likes.
"""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

import torch
from torch import Tensor
from torch.nn import functional

from conflict_events.articles import inputs
from conflict_events.encoder import base as bases
from conflict_events.encoder import packing, unpacking
from conflict_events.encoder.base import Base
from conflict_events.encoder.file import Encoder, read
from conflict_events.encoder.judging import judged, parted, temper
from conflict_events.encoder.net import Answers, Kinds, Net
from conflict_events.encoder.optimizing import optimize, weighed
from conflict_events.encoder.pieces import START, Pieces
from conflict_events.encoder.questions import Right, Sheet, sheet, unanswered
from conflict_events.encoder.reader import of_base, of_network, small
from conflict_events.encoder.teaching import teach
from conflict_events.extraction import compiled
from conflict_events.records import Article, Status
from conflict_events.terminal import progress
from conflict_events.trained import training, tuning
from conflict_events.trained.extractor import Proposer, shipped
from conflict_events.trained.training import Lesson


class Stage(NamedTuple):
    """A part of the large net's learning: times that each article is seen, the learning rates of the encoder and of the heads
    at their greatest, and what a question counts beside the others.
    """

    rounds: int
    rates: tuple[float, float]
    weights: Mapping[str, float]


STAGES = (
    Stage(2, (1.5e-4, 1e-3), {"events": 1.0, "fillers": 2.0, "pairs": 0.5, "statuses": 0.5, "marks": 10.0}),
    Stage(3, (1e-4, 7e-4), {"events": 0.2, "fillers": 4.0, "pairs": 1.0, "statuses": 0.3, "marks": 5.0}),
)
"""Pairs and fillers go on getting better when events and statuses have been learned; all become surer than they should be,
which ``temper`` mends.
"""
BLOCKS, LOT = 6, 4
"""The large net: layers of the base; articles at once."""
SIZE, LAYERS, HEADS, LESSONS, FURTHER = 128, 3, 4, 8, 4
"""The small net: numbers of a vector, layers, heads; times that each article is seen, and where it goes on from an encoder.
Articles that were annotated twice are seen twice as often.
"""
WINDOW = 256
LONGEST = 10_000
"""Characters of an article that is learned from without annotations."""
WARM = 40
"""Steps until the rates are at their greatest."""
COMMON = 0.2
"""Share of articles in which a letter stands whose pieces are kept, whether an article has them or not."""


def fit(net: Net, sheets: Sequence[Sheet], stage: Stage, seed: int) -> None:
    """Let a net learn to answer the questions of sheets, in an order that the seed gives."""
    reader = [parameter for parameter in net.reader.parameters() if parameter.requires_grad]
    heads = [parameter for name, parameter in net.named_parameters() if not name.startswith("reader.")]
    groups = [{"params": part, "lr": rate} for part, rate in zip((reader, heads), stage.rates, strict=True)]
    net.train()
    optimize(groups, sheets, stage.rounds, LOT, WARM, lambda lot: _loss(net(lot), lot, net.kinds, stage.weights), seed)


def _loss(answers: Answers, sheets: Sequence[Sheet], kinds: Kinds, weights: Mapping[str, float]) -> Tensor:
    events = [e for s in sheets for e in s.events.values()]
    known = [i for i, e in enumerate(events) if e.status is not None]
    found = {
        "events": _wrong(answers.events, [e.right for e in events]),
        "fillers": _wrong(answers.fillers, [f.right for s in sheets for f in s.fillers]),
        "pairs": _wrong(answers.pairs, [p.right for s in sheets for p in s.pairs]),
        "marks": functional.binary_cross_entropy_with_logits(answers.marks, answers.marked),
    }
    if known:
        statuses = torch.tensor([kinds.statuses.index(str(events[i].status)) for i in known])
        found["statuses"] = functional.cross_entropy(answers.statuses[known], statuses)
    return weighed(found, weights)


def _wrong(odds: Tensor, right: Sequence[Right]) -> Tensor:
    """Mean cross-entropy of the questions that have an answer."""
    known = [i for i, answer in enumerate(right) if answer is not None]
    if not known:
        return torch.zeros(())
    answers = torch.tensor([right[i] or 0.0 for i in known])
    return functional.binary_cross_entropy_with_logits(odds[known], answers)


def train(
    lesson: Lesson, base: Base, more: Sequence[Article], digest: str, begin: Encoder | None = None
) -> dict[str, Any]:
    """The arrays of an encoder file. ``more``: articles to learn from that nobody has annotated; ``begin``: an encoder that the
    small net goes on from. Raises ValueError where there is too little to learn from.
    """
    pieces = Pieces(base.pieces, base.scores.tolist(), base.normal)
    sheets = _answered_by_people(lesson, pieces)
    seen, unseen = parted(sheets)
    others = _unanswered(lesson, pieces, more)
    kinds = _kinds([*sheets, *others])
    teacher = Net(of_base(base, BLOCKS), kinds)
    for seed, stage in enumerate(STAGES):
        fit(teacher, seen, stage, seed)
    temper(teacher, unseen)
    if begin is None:
        texts = [a.reading.document.text for a in lesson.articles if a.reading is not None]
        known = _pieces(base, texts, [*sheets, *others])
        net = Net(small(base, known, SIZE, LAYERS, HEADS), kinds)
    else:
        known = numbered(base, begin)
        net = Net(of_network(begin.network, known, len(base.pieces)), kinds)
    twice = [one for one in seen if one.twice]
    teach(net, teacher, [*seen, *twice], others, LESSONS if begin is None else FURTHER)
    card = {
        "base": bases.NAME,
        "articles": len(lesson.articles),
        "events": sum(len(a.gold) for a in lesson.articles),
        "more": len(others),
        "sha256": digest,
    }
    return _judged_and_packed(lesson, base, net, known, unseen, card)


def keep(lesson: Lesson, base: Base, old: Encoder) -> dict[str, Any]:
    """The arrays of an encoder file with all that an encoder has learned, and what depends on the model of features chosen
    anew. Raises ValueError as ``parted``, and where an article that is held out asks about a kind that the encoder does not
    know.
    """
    _, unseen = parted(_answered_by_people(lesson, Pieces(base.pieces, base.scores.tolist(), base.normal)))
    for name, asked, there in zip(Kinds._fields, _kinds(unseen), unpacking.kinds(old), strict=True):
        if others := sorted({*asked} - {*there}):
            raise ValueError(f"the encoder has not learned the {name} {', '.join(others)}: let it go on with --begin")
    known = numbered(base, old)
    return _judged_and_packed(lesson, base, unpacking.net(old, known, len(base.pieces)), known, unseen, old.card)


def _judged_and_packed(
    lesson: Lesson, base: Base, net: Net, known: Sequence[int], unseen: Sequence[Sheet], card: Mapping[str, Any]
) -> dict[str, Any]:
    """The arrays of a net's file. ``unseen``: of articles that are held out; ``known``: the numbers of its pieces."""
    temper(net, unseen)
    found = judged(lesson, net, unseen)
    told = {
        "pieces": [base.pieces[i] for i in known],
        "normal": dict(base.normal),
        "blocks": len(net.reader.blocks),
        "heads": net.reader.blocks[0].heads,
        "window": WINDOW,
        **{name: list(names) for name, names in net.kinds._asdict().items()},
        "thresholds": found["thresholds"],
        "parts": found["parts"],
        "confidence": found["confidence"],
        "card": {**card, "held_out": found["held_out"]},
    }
    return packing.arrays(net.learned(), base.scores[known], told)


def numbered(base: Base, encoder: Encoder) -> list[int]:
    """The numbers of an encoder's pieces among the base's."""
    at = {piece: number for number, piece in enumerate(base.pieces)}
    return [at[piece] for piece in encoder.pieces.names]


def _answered_by_people(lesson: Lesson, pieces: Pieces) -> list[Sheet]:
    """The questions of annotated articles."""
    of = tuning.by_article(lesson.guesses)
    made = (
        sheet(pieces, WINDOW, a, of.get(a.article_id, ()), lesson.likely.get(a.article_id, {})) for a in lesson.articles
    )
    return [one for one in made if one is not None]


def _unanswered(lesson: Lesson, pieces: Pieces, more: Sequence[Article]) -> list[Sheet]:
    """The questions of articles that nobody has annotated; annotated and long ones are passed over."""
    model = shipped(lesson.propose.rules.language.code)
    found = []
    for article in progress(more, "articles"):
        if article.article_id in lesson.fold or len(article.text) > LONGEST:
            continue
        document = lesson.propose.rules.finders.read(article)
        one = unanswered(pieces, WINDOW, lesson.propose, model, document)
        if one is not None:
            found.append(one)
    return found


def _kinds(sheets: Sequence[Sheet]) -> Kinds:
    """All kinds that are asked about."""
    types = {e.type for one in sheets for e in one.events.values()} | {m.type for one in sheets for m in one.marks}
    return Kinds(sorted(types), sorted({f.detail for one in sheets for f in one.fillers}), get_args(Status))


def _pieces(base: Base, texts: Sequence[str], sheets: Iterable[Sheet]) -> list[int]:
    """The pieces to keep: those of the articles, those of nothing but letters that are in many of the articles, single ASCII
    characters, and the first four.
    """
    used = {number for one in sheets for window in one.windows for number in window}
    count = Counter(letter for text in texts for letter in set(text))
    letters = {letter for letter, n in count.items() if n >= COMMON * len(texts)} | {START}
    written = {i for i, p in enumerate(base.pieces) if letters.issuperset(p) or (len(p) == 1 and p.isascii())}
    return sorted({0, 1, 2, 3} | used | written)


def made(given: Namespace) -> dict[str, Any]:
    """The arrays of the file that is asked for (``__main__``). Raises ImportError, OSError or ValueError where they cannot be
    made.
    """
    base = bases.load()
    begin, old = (_read(file) if file else None for file in (given.begin, given.keep))
    more = training.read_articles(given.more) if given.more else []
    propose = Proposer(compiled.load(given.language))
    articles = training.read_articles(given.articles)
    lesson = training.learn(propose, training.read_annotated(propose, articles, given.events, given.again))
    torch.manual_seed(0)
    if old is not None:
        return keep(lesson, base, old)
    return train(lesson, base, more, inputs.digest(*filter(None, (given.events, given.articles, given.again))), begin)


def _read(file: Path) -> Encoder:
    with file.open("rb") as stream:
        return read(stream, str(file))
