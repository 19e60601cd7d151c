"""What a trigger stands among."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft
from conflict_events.mentions.sources import Attribution
from conflict_events.records import Mention


@dataclass(frozen=True, slots=True)
class Scene:
    """What a trigger stands among: its sentence, the sentence's drafts before it, the actor that the sentences before were
    about, and who says what in the sentence.
    """

    view: SentenceView
    earlier: Sequence[Draft]
    topic: Mention | None
    spoken: Sequence[Attribution]
