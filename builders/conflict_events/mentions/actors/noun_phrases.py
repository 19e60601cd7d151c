"""What a phrase that a common noun heads tells by its noun and by what it belongs to."""

from __future__ import annotations

from typing import NamedTuple

from conflict_events.mentions.actors.forms import Noun, NounForm
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.base import MEDIA
from conflict_events.records import ActorValue


class NounPhrase(NamedTuple):
    """A phrase, the form of the noun that heads it, and the value of what it belongs to: None where that is nothing, or only
    where it is.
    """

    phrase: ActorPhrase
    form: NounForm
    possessor: ActorValue | None

    @property
    def noun(self) -> Noun:
        """The noun that heads it."""
        return self.form.noun

    @property
    def flags(self) -> frozenset[str]:
        """The flags of its noun."""
        return self.form.noun.flags

    @property
    def owner(self) -> ActorPhrase | None:
        """The phrase of what it belongs to, or of where it is."""
        return self.phrase.child

    @property
    def owner_sector(self) -> str:
        """The sector of what it belongs to, "" where that is nothing."""
        return self.possessor.sector if self.possessor is not None else ""

    @property
    def of_state(self) -> bool:
        """Whether it belongs to a state by its name."""
        return self.owner is not None and self.owner.is_known("state")

    @property
    def of_person(self) -> bool:
        """Whether it belongs to a person of the registry, after whom a body is named that he is not: حركة فلان."""
        actor = self.owner.actor if self.owner is not None else None
        return actor is not None and actor.kind == "person"

    @property
    def of_unknown(self) -> bool:
        """Whether words that no dictionary has tell what a head is the head of; of a republic he is the president."""
        phrase = self.phrase
        if " " in self.form.spelling:
            return False
        return phrase.child is None and phrase.last - phrase.head_last > sum(a.words for a in phrase.adjectives)

    @property
    def means_owner(self) -> bool:
        """Whether it means those whom it belongs to: قوات الحزب, but قناة الحزب is a channel, حركة فلان no person."""
        if "transparent" not in self.flags or self.of_person:
            return False
        return self.noun.sector != MEDIA or self.owner_sector == MEDIA

    @property
    def is_command(self) -> bool:
        """Whether it is an army's command, which may be the leadership of others: قيادة النقابة."""
        return self.noun.sector == "MIL" and self.flags >= {"group", "ruling"}

    @property
    def leads_owner(self) -> bool:
        """Whether it is the command of a body which is no army and no state's."""
        return self.is_command and not self.of_state and self.owner_sector not in ("", "UNK", "MIL")

    @property
    def rules_state(self) -> bool:
        """Whether a state's leaders are meant: القيادة السورية, قيادة المملكة, القادة السوريون, but neither القائد السوري nor
        القيادة العسكرية السورية.
        """
        if "ruling" not in self.flags or self.phrase.is_title:
            return False
        return " " not in self.form.spelling and self._of_nothing_but_state()

    def _of_nothing_but_state(self) -> bool:
        """Whether it is of a state, by adjectives alone or by the state as its genitive."""
        if not all(a.country for a in self.phrase.adjectives):
            return False
        return bool(self.phrase.adjectives) if self.owner is None else self.of_state
