"""Which words can be the name of a place that the gazetteer has not, and how far the name goes."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.reading import Reading
from conflict_events.mentions.places.values import EXACT
from conflict_events.records import Hit

_LEAST = 3
"""Letters of such a name at least; one in a list without the article must have one more."""
_EVENTS = ("trigger", "speech", "number", "date")
_OTHERS = (*_EVENTS, "actor", "actor-noun")
"""Kinds of dictionary hits that are no name of a place."""
_DESCRIBING = ("place-adjective", "place-quality", "place-nationality")
"""Kinds of adjectives."""
_NO_OWNER = ("speech", "number", "date")
"""Kinds that do not name whose site it is."""
_MAX_OWNER = 4
"""Words by which the owner of a site is named, at most."""
_MONTH_WORDS = 3
"""Words of a day and its month, at most."""


class NameWords:
    """Judges words, by a language's tables."""

    def __init__(self, language: Language) -> None:
        tables = rules(language)
        context, agreeing, lists = tables["context"], tables["adjective_endings"], tables["lists"]
        self._article = language.clitics.article
        self._person = folded(context["person"])
        self._compound = folded(context["compound"])
        self._onward = self._compound | folded(context["onward"])
        self._prepositions = folded(language.data["grammar"]["preposition"]["words"])
        self._not_name = folded(context["not_name"]) | folded(tables["buildings"]["no_owner"]) | self._prepositions
        # As written, not folded: "الحاج علي" is a name, "الحاج على" is none.
        self._no_second = frozenset(context["not_name"])
        self._not_owner = folded(tables["buildings"]["no_owner"]) | self._prepositions
        self._no_name_endings = tuple(fold(e) for e in context["no_name_endings"])
        self._owned_endings = tuple(fold(e) for e in context["owned_endings"])
        self._never_behind = {fold(head): folded(words) for head, words in tables["never_behind"].items()}
        self._feminine = fold(agreeing["feminine"])
        self._after_feminine = tuple(fold(e) for e in agreeing["after_feminine"])
        self._after_masculine = tuple(fold(e) for e in agreeing["after_masculine"])
        self._assimilated = fold(lists["assimilated"])
        self._ordinals = folded(lists["ordinals"])
        self._teens = folded(language.data["actors"]["grammar"]["units"]["teens"])
        self._units = folded(tables["buildings"]["units"])
        self._owners = folded(tables["buildings"]["houses"])
        self._at_home = folded(tables["buildings"]["at_home"])
        self._verb_beginnings = tuple(fold(e) for e in lists["verb_beginnings"])
        self._verb_endings = tuple(fold(e) for e in lists["verb_endings"])
        self._noun_endings = tuple(lists["noun_endings"])
        self._led = tuple(fold(p) for p in lists["leading"])
        self._and = fold(tables["proclitics"]["and"])
        self._in = fold(tables["proclitics"]["in"])
        self._indefinite: str = context["indefinite"]
        self._written = frozenset(context["conjunctions"])
        self._of_days, self._of_numbers = folded(tables["numbered"]["days"]), folded(tables["numbered"]["numbers"])
        dates = language.data.get("dates", {})
        self._months = frozenset(
            fold(m) for k in ("months", "hijri_months") for names in dates.get(k, {}).values() for m in names
        )

    def named_otherwise(self, r: Reading, at: int) -> bool:
        """Whether the head noun at a token begins a name of something else: "جبهة التحرير" is a party."""
        return bool(r.document.within("actor", at, at + 1))

    def means_another_thing(self, r: Reading, head: Hit, at: int) -> bool:
        """Whether the word at token ``at`` shows that a head noun is no place's: قضاء الإجازة is spending it."""
        return r.document.tokens[at].norm in self._never_behind.get(head.entry.key, ())

    def led(self, r: Reading, i: int, opening: Hit) -> bool:
        """Whether a preposition leads to the phrase from token ``i``."""
        return opening.proclitics.endswith(self._led) or (i > 0 and r.document.tokens[i - 1].norm in self._prepositions)

    def name(
        self, r: Reading, at: int, last: int, head: Hit | None, *, directed: bool = False, second: bool = False
    ) -> int | None:
        """The token behind the name at ``at`` behind a head noun, a nearness word or (``directed``) a direction.

        ``second``: the head noun itself stands behind one, so that it begins the name ("حي وادي الزيتون").
        """
        article = r.document.tokens[at].norm.startswith(self._article)
        if not (second and article) and not self._namelike(r, at, head, directed):
            return None
        return self.second(r, at, last, r.document.tokens[at].norm)

    def numbered(self, r: Reading, at: int, last: int, head: Hit) -> int | None:
        """The token behind a day of a month, or a number that tells nothing of what follows, at ``at`` that is a name behind a
        head noun: "شارع 26 يوليو", "شارع 60 بالرمادي".
        """
        tokens, noun = r.document.tokens, head.entry.key
        if tokens[at].kind != "number" or noun not in self._of_days:
            return None
        for end in range(min(at + _MONTH_WORDS, last), at + 1, -1):
            if " ".join(t.norm for t in tokens[at + 1 : end]) in self._months:
                return end
        alone = at + 1 == last or self._closes(tokens[at + 1].norm) or self._around(r, at + 1)
        return at + 1 if noun in self._of_numbers and alone else None

    def _around(self, r: Reading, at: int) -> bool:
        """Whether the place around follows at a token: "بمدينة تعز", "شرق المدينة"."""
        return at in r.at["direction"] or any(
            h.proclitics == self._in for kind in ("place", "place-head") for h in r.at[kind].get(at, ())
        )

    def second(self, r: Reading, at: int, last: int, norm: str) -> int:
        """The token behind a name at ``at``, whose first word may ask for a second."""
        tokens = r.document.tokens
        end = at + 1
        while norm in self._onward and end < last and tokens[end].kind == "word":
            if _written(r, end) in self._no_second or self._leads_on(r, end, last):
                break
            if norm in self._compound and any(r.document.within(k, end, end + 1) for k in ("trigger", "speech")):
                break
            norm = tokens[end].norm
            end += 1
        return end

    def _leads_on(self, r: Reading, at: int, last: int) -> bool:
        """Whether the word at a token tells more of a place than its name: a side of another one ("مدينة بني شرق الكونغو"), the
        town around ("شارع محمد بتونس"), or what goes on a list ("رأس عين وبلدات أخرى").
        """
        side = r.hit("direction", at, last)
        if side is not None and not side.article and r.hit("place", side.last, last) is not None:
            return True
        if any(h.proclitics == self._in for kind in ("place", "place-head") for h in r.at[kind].get(at, ())):
            return True
        return any(h.proclitics == self._and for h in r.at["place-head"].get(at, ()))

    def owner(self, r: Reading, at: int, last: int) -> int | None:
        """The token behind the words from ``at`` on that tell whose or what site it is: "مقر وزارة الزراعة"."""
        document = r.document
        tokens = document.tokens
        if _written(r, at) in self._written:
            return None
        if tokens[at].norm in self._compound:
            return self.second(r, at, last, tokens[at].norm)
        known = [h for h in document.within("actor", at, at + 1) if not h.proclitics]
        if known:
            return max(h.last for h in known)
        end = at
        while end < last:
            token = tokens[end]
            if token.kind != "word" or token.norm in self._not_owner or token.norm.startswith(self._assimilated):
                return None
            if any(document.within(kind, end, end + 1) for kind in _NO_OWNER):
                return None
            if any(h.proclitics for kind in ("actor", "actor-noun") for h in document.within(kind, end, end + 1)):
                return None
            end += 1
            if token.norm.startswith(self._article):
                # "أمام مقر الأمم المتحدة"
                end = max((h.last for h in document.within("actor", end - 1, end)), default=end)
                break
            organ = any(document.within(kind, end - 1, end) for kind in ("actor", "actor-noun"))
            if not organ and token.norm not in self._owners:
                return None
            if end - at == _MAX_OWNER - 1 or token.norm.endswith(self._after_feminine + self._after_masculine):
                return None
        else:
            return None
        if end == at + 1 and any(document.within(kind, at, end) for kind in ("place-nationality", "direction")):
            return None
        if end < last and tokens[end - 1].norm in self._units and tokens[end].kind == "number":
            # "معسكر اللواء 17"
            return end + 1
        while end < last and end < at + _MAX_OWNER and self._agrees(r, end, last):
            end += 1
        # "معسكر اللواء السابع عشر"
        return end + (end < last and tokens[end].norm in self._teens)

    def home(self, r: Reading, first: int, last: int) -> str:
        """The country of the organ that is named from token ``first`` to ``last``, where its nationality tells in which
        one it is; "" else.
        """
        organ = next((i for i in range(first, last) if r.document.tokens[i].norm in self._at_home), last)
        nations = (r.hit("place-nationality", i, last) for i in range(organ + 1, last))
        return next((n.entry.payload for n in nations if n is not None), "")

    def in_list(self, r: Reading, at: int, last: int, norm: str, *, sure: bool = False) -> bool:
        """Whether a word, whose folded form without "and" is ``norm``, can go on a list of places; ``sure``: even if it
        names people elsewhere ("الناجية").
        """
        document = r.document
        if document.tokens[at].kind != "word" or norm in self._not_name:
            return False
        if not self._unused(r, at, _EVENTS if sure else _OTHERS):
            return False
        if r.hit("place", at, last, bare=False):
            return False
        if norm.startswith(self._article):
            return len(norm) > _LEAST + len(self._article)
        if norm in self._compound:
            return True
        if len(norm) <= _LEAST or norm.startswith(self._verb_beginnings):
            return False
        # Not a slice: the text up to here may be long.
        noun = document.text.endswith(self._noun_endings, 0, document.tokens[at].end)
        if norm.endswith(self._verb_endings) and not noun:
            return False
        return at + 1 >= last or self._closes(document.tokens[at + 1].norm)

    def _closes(self, norm: str) -> bool:
        """Whether what follows a word shows that its phrase is at an end."""
        return not norm[:1].isalpha() or norm in self._prepositions or norm.startswith(self._and)

    def _agrees(self, r: Reading, at: int, last: int) -> bool:
        """Whether a word is an adjective with the article."""
        norm = r.document.tokens[at].norm
        if not norm.startswith(self._article) or norm in self._not_owner:
            return False
        if norm in self._ordinals or any(r.hit(k, at, last) for k in _DESCRIBING):
            return True
        return norm.endswith(self._after_feminine + self._after_masculine)

    def _unused(self, r: Reading, at: int, others: Sequence[str] = _OTHERS) -> bool:
        """Whether no dictionary knows a word as something else, and its letters are a name's."""
        if self._indefinite in _written(r, at):
            return False
        if any(r.hit(k, at, at + 1) for k in _DESCRIBING):
            return False
        if any(r.hit(k, at, at + 1, bare=False) for k in ("direction", "place-anaphor", "place-head", "near")):
            return False
        if any(h.proclitics == self._in for h in r.at["place"].get(at, ())):
            # "فندق بنيويورك" is a hotel in New York.
            return False
        return not any(r.document.within(k, at, at + 1) for k in others)

    def _settlement(self, head: Hit) -> bool:
        """Whether a head noun is that of one village, town or quarter: any noun with the article is a name there."""
        rule = head.entry.payload
        return rule.unknown and rule.precision == EXACT and rule.items == 1 and not rule.site

    def _namelike(self, r: Reading, at: int, head: Hit | None, directed: bool) -> bool:
        token = r.document.tokens[at]
        norm = token.norm
        compound = norm in self._compound and _written(r, at) not in self._written
        if token.kind != "word" or (len(norm) < _LEAST and not compound) or norm in self._not_name:
            return False
        if norm.startswith((self._assimilated, self._and + self._article)):
            return False
        if norm.startswith(self._and) and norm[len(self._and) :] in self._not_name:
            # "مدن وذلك"
            return False
        if compound and head is not None:
            return True
        if head is None and norm in self._person:
            return False
        definite = norm.startswith(self._article)
        if head is not None and definite and self._settlement(head) and not norm.endswith(self._no_name_endings):
            return not r.hit("place-nationality", at, at + 1)
        if not self._unused(r, at):
            return False
        if directed:
            return definite
        if head is None:
            return not definite and not norm.endswith(self._no_name_endings)
        if definite:
            return True
        if norm.endswith(self._owned_endings):
            return False
        # An indefinite adjective agrees with its head noun: "قاعدة عسكرية", "مطار مدني".
        feminine = head.entry.key.endswith(self._feminine)
        return not norm.endswith(self._after_feminine if feminine else self._after_masculine)


def _written(r: Reading, at: int) -> str:
    """The word at a token as it is written."""
    token = r.document.tokens[at]
    return r.document.text[token.start : token.end]
