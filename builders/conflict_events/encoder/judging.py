"""What depends on articles that an encoder has not learned from: how much its heads add to what a model of features thinks,
thresholds and confidence, and how well it does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from conflict_events.counted import counted
from conflict_events.encoder.net import Answers, Net
from conflict_events.encoder.opinion import GIVEN, encoder_log_odds
from conflict_events.encoder.questions import Sheet
from conflict_events.evaluation import evaluate
from conflict_events.trained import decide, second_look, training, tuning
from conflict_events.trained.model import EVENT, Model, logistic
from conflict_events.trained.network import Network
from conflict_events.trained.reading import ROLES
from conflict_events.trained.retelling import Pair
from conflict_events.trained.training import Lesson
from conflict_events.trained.tuning import Guess

HELD = 10
"""One article in so many is held out."""
PARTS = [round(0.1 * i, 1) for i in range(11)]
"""Parts of a head's answer that are tried."""


def held(article_id: str) -> bool:
    """Whether an article is held out."""
    return int(hashlib.sha256(f"held:{article_id}".encode()).hexdigest(), 16) % HELD == 0


def parted(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Sheet]]:
    """The sheets to learn from, and those to judge by: of articles that are held out. Raises ValueError where there are none
    of one kind.
    """
    seen, unseen = ([one for one in sheets if held(one.article_id) == out] for out in (False, True))
    if not seen or not unseen:
        raise ValueError(
            f"{counted(len(seen), 'annotated article')} to learn from and {len(unseen)} held out to judge by are too few:"
            " some of both are needed that have words of events"
        )
    return seen, unseen


def _answered(net: Net, sheets: Iterable[Sheet]) -> Iterator[tuple[Sheet, Answers]]:
    """Sheets with the answers of a net that does not learn from them."""
    net.eval()
    for one in sheets:
        with torch.no_grad():
            answers = net([one])
        yield one, answers


def temper(net: Net, sheets: Sequence[Sheet]) -> None:
    """Weaken what each head adds to the log-odds that it is told until it does best on articles that the net has not seen:
    it is surer of itself than it should be.
    """
    heads = {"event": net.event, "pair": net.pair, **{role: net.roles[role].head for role in ROLES}}
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in heads}
    statuses: list[tuple[int, Tensor, int]] = []
    number = net.kinds.statuses.index
    for one, answers in _answered(net, sheets):
        for event, odds, of_each in zip(one.events.values(), answers.events.tolist(), answers.statuses, strict=True):
            found["event"].append((event.likely, odds, event.right or 0.0))
            if event.status is not None:
                statuses.append((number(event.given), of_each, number(event.status)))
        for pair, odds in zip(one.pairs, answers.pairs.tolist(), strict=True):
            if pair.right is not None:
                found["pair"].append((pair.likely, odds, pair.right))
        for filler, odds in zip(one.fillers, answers.fillers.tolist(), strict=True):
            if filler.right is not None:
                found[filler.role].append((filler.likely, odds, filler.right))
    parts = [(head, _part(found[name])) for name, head in heads.items() if found[name]]
    if statuses:
        parts.append((net.status, _status_part(statuses)))
    for head, part in parts:
        for parameter in head[-1].parameters():
            parameter.data *= part


def _status_part(answers: Sequence[tuple[int, Tensor, int]]) -> float:
    """The part of a head's answers that does best: of the number of a status that it was told, what speaks for each, and the
    number of the right one.
    """
    told, after, right = zip(*answers, strict=True)
    odds = torch.stack(after)
    before = GIVEN * functional.one_hot(torch.tensor(told), odds.shape[1])
    wanted = torch.tensor(right)
    return min(PARTS, key=lambda part: float(functional.cross_entropy(before + part * (odds - before), wanted)))


def _part(answers: Sequence[tuple[float, float, float]]) -> float:
    """The part of a head's answers that does best: of a probability that it was told, its log-odds, and what is right."""
    likely, odds, right = zip(*answers, strict=True)
    before, after = torch.tensor(encoder_log_odds(likely)), torch.tensor(odds)
    wanted = torch.tensor(right, dtype=torch.float32)

    def loss(part: float) -> float:
        mixed = before + part * (after - before)
        return float(functional.binary_cross_entropy_with_logits(mixed, wanted))

    return min(PARTS, key=loss)


def corrected(net: Net, sheets: Iterable[Sheet]) -> tuple[list[Guess], dict[str, dict[Any, float]]]:
    """The guesses on articles as the net corrects them, and by article id the probabilities of pairs."""
    guesses = []
    pairs = {}
    for one, answers in _answered(net, sheets):
        probability = [logistic(x) for x in answers.events.tolist()]
        likely = dict(zip(one.events, probability, strict=True))
        statuses = [net.kinds.statuses[i] for i in answers.statuses.argmax(1).tolist()]
        status = dict(zip(one.events, statuses, strict=True))
        roles = [{role: list(ps) for role, ps in guess.roles.items()} for guess in one.guesses]
        for filler, odds in zip(one.fillers, answers.fillers.tolist(), strict=True):
            roles[filler.of][filler.role][filler.option] = logistic(odds)
        for number, guess in enumerate(one.guesses):
            guesses.append(
                replace(
                    guess,
                    probability=likely.get(number, guess.probability),
                    status=guess.example.proposal.story.draft.settled(status.get(number, guess.status)),
                    roles=roles[number],
                )
            )
        pairs[one.article_id] = {
            pair.pair: logistic(odds) for pair, odds in zip(one.pairs, answers.pairs.tolist(), strict=True)
        }
    return guesses, pairs


def _tempered(
    networks: Mapping[str, Network], guesses: Sequence[Guess], likely: Mapping[str, Mapping[Pair, float]]
) -> dict[str, Network]:
    """The networks of a second look with the parts of their corrections that do best on guesses; ``likely``: by article id
    that two tellings are of one event.
    """
    found: dict[str, list[tuple[float, float, bool]]] = {name: [] for name in networks}
    for first, second in zip(guesses, _again(networks, guesses, likely), strict=True):
        if first is second:
            continue
        found[EVENT].append(
            (first.probability, *encoder_log_odds([second.probability]), first.example.gold is not None)
        )
        for role in ROLES:
            options = first.example.options[role]
            for option, p, odds in zip(options, first.roles[role], encoder_log_odds(second.roles[role]), strict=True):
                if option.right is not None:
                    found[role].append((p, odds, option.right))
    return {name: replace(network, part=_part(found[name])) for name, network in networks.items()}


def _again(
    networks: Mapping[str, Network], guesses: Sequence[Guess], likely: Mapping[str, Mapping[Pair, float]]
) -> list[Guess]:
    """Guesses on articles after a second look."""
    return [g for i, of in tuning.by_article(guesses).items() for g in second_look.again(networks, of, likely[i])]


def judged(lesson: Lesson, net: Net, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Thresholds, confidence and figures of a net on articles that it has not seen."""
    guesses, pairs = corrected(net, sheets)
    ids = {one.article_id for one in sheets}
    articles = [a for a in lesson.articles if a.article_id in ids]
    gold = training.by_annotation(articles)
    likely = {i: {**lesson.likely[i], **pairs[i]} for i in ids}
    told = [one for a in articles for one in a.annotations]
    worth = [training.same_worth(lesson.propose, one, likely[one.article_id]) for one in told]
    same, _ = tuning.peak(lambda t: tuning.worth([of[t] for of in worth]))
    networks = second_look.learn(
        second_look.look(of, lesson.likely[i]) for i, of in tuning.by_article(lesson.guesses).items() if i not in ids
    )
    before = _again(networks, [g for g in lesson.guesses if g.article_id in ids], lesson.likely)
    networks = _tempered(networks, guesses, likely)
    guesses = _again(networks, guesses, likely)
    made = training.for_each_annotation(gold, guesses)
    model = tuning.tuned(training.BLANK, made, gold)
    sure = [(model.sure(g.probability), g.example.gold is not None) for g in made if tuning.kept(model, g)]
    without = training.for_each_annotation(gold, before)
    figures = {
        "trained": _figures(tuning.tuned(training.BLANK, without, gold), without, gold),
        "encoder": _figures(model, made, gold),
    }
    return {
        "thresholds": {"event": model.event.threshold, "same": same, **decide.thresholds(model)},
        "parts": {name: network.part for name, network in networks.items()},
        "confidence": list(model.confidence),
        "held_out": {
            "articles": sum(held(a.article_id) for a in lesson.articles),
            "measured": len(ids),
            "figures": figures,
            "reliability": tuning.reliability(sure),
        },
    }


def _figures(model: Model, guesses: Sequence[Guess], gold: tuning.Gold) -> dict[str, float]:
    """Figures of what a model publishes of guesses."""
    made = {**dict.fromkeys(gold, ()), **tuning.published(model, guesses)}
    return training.figures(evaluate.evaluate(gold, made).total)
