"""Who carries out an event noun, or suffers it, by the verb that supports it or by that verb's own noun.

A verb of doing (شن مسلحون هجوما، قيام الجيش بقصف), of suffering (تعرض), of occurring (اندلع), of bringing together (جمع), of
making others do something (حرض), or of issuing papers (أصدر).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflict_events.language import Language
from conflict_events.lexical import morphology
from conflict_events.lexical.lexicon import Phrase
from conflict_events.linking.clauses import Candidate, SentenceView, is_any
from conflict_events.linking.drafts import ADDRESSED, MATERIAL, Draft, alone, can_act, fill, group
from conflict_events.linking.patterns import Pattern
from conflict_events.linking.sentence_words import tokens_of
from conflict_events.records import Entry, Hit, Mention, TriggerValue

OCCURRENCE_REACH = 3
"""Words between an event noun and the verb that says that it took place (اشتباكات عنيفة التي دارت)."""
AGENT_VERB_BEHIND = 5
"""Words between an event noun and the verb of doing whose object it is (الغارات التي نفذتها الطائرات)."""
AGENT_VERB_BEFORE = 8
"""Words between a verb of doing and the event noun (تمكن الجيش أمس من صد هجوم)."""
AGENT_GAP = 2
"""Words between a verb of doing behind an event noun and its subject."""
AGENT_NOUN_REACH = 6
"""Words between the verbal noun of a verb of doing and the event noun (قيام قوات الجيش السوري بقصف)."""
DIRECTED_REACH = 3
"""Words from a charge or a call to the word that directs it (الاتهامات الجديدة التي وجهت إليه)."""
DIRECTED_GAP = 5
"""Words from that word to at whom (الاتهامات التي وجهها نائب الرئيس الأميركي إليه)."""
SUFFER_REACH = 8
"""Words between a verb of suffering and the event noun (تعرض وزير الدفاع أمس لهجوم)."""
PAPER_LENGTH = 4
"""Words from a paper to the verb that tells of it (قرارا أمميا جديدا يدعو)."""
SUBJECT_LENGTH = 6
"""Words from a verb of doing to the noun behind its subject (قررت المحكمة العليا الكينية حبس)."""


def entries(language: Language) -> Iterator[Phrase]:
    """Verbs that name the agent of an event noun and their verbal nouns, kinds "agent-verb" and "agent-noun"; nouns
    that make him no doer, kind "against-noun"; verbs whose subject it is done to, kind "suffer-verb"; verbs that it
    took place, kind "occur-verb"; verbs of a meeting that brings its parties together, kind "gather-verb"; verbs of
    the place that sees it, kind "witness-verb"; verbs that have no object without a preposition, kind
    "objectless-verb", and those that have one beside it, kind "object-verb"; verbs of violence that are active with
    their object beside their subject, kind "active-verb"; verbs whose object does what they are about, kind
    "control-verb"; verbs of issuing papers, kind "issue-verb"; perfects of verbs of voicing that tell nothing, kind
    "voice-verb" (payload: the person).
    """
    for kind, key in (("agent-noun", "nouns"), ("against-noun", "against")):
        for noun in language.data["grammar"]["agent"][key]:
            yield Phrase(noun, Entry(kind, noun), suffixes=True)
    for verb in language.data["grammar"]["voice"]["verbs"]:
        for form in morphology.of_row(verb):
            if form.form == "perfect" and form.voice != "passive":
                yield Phrase(form.text, Entry("voice-verb", verb["lemma"], form.person))
    for kind in ("agent", "suffer", "occur", "gather", "witness", "objectless", "object", "active", "control", "issue"):
        for verb in language.data["grammar"][kind]["verbs"]:
            entry = Entry(f"{kind}-verb", verb["lemma"])
            for form in morphology.of_row(verb):
                if kind == "suffer" and form.voice == "passive":
                    # ووجهت: mostly "and she directed".
                    continue
                if form.finite:
                    yield Phrase(form.text, entry, suffixes=True)
                elif kind == "agent" and form.form == "noun" and form.state != "construct":
                    yield Phrase(form.text, Entry("agent-noun", verb["lemma"]), suffixes=True)


def fill_by_undertaking(view: SentenceView, draft: Draft, doer: Sequence[str]) -> None:
    """قام الجيش بقصف، نجح المسلحون في خطف: the subject between such a verb and the event noun that a preposition ties to it,
    or that is its object (حاول الجيش محاصرة). ``doer``: the roles that it fills.
    """
    trigger = draft.trigger
    apart = not trigger.proclitics and view.tokens[trigger.first - 1].norm in view.grammar.prepositions.words
    tied = apart or trigger.proclitics.endswith(view.grammar.prepositions.attached)
    end = trigger.first - 1 if apart else trigger.first
    verbs = view.document.within("agent-verb", view.sentence.first, end)
    for hit in (*verbs, *_replies(view, trigger)):
        if not tied and (trigger.proclitics or hit.entry.key not in view.grammar.verbs.tries):
            continue
        if hit.suffix or not view.same_clause(hit, trigger) or opposed(view, hit.last, trigger):
            continue
        if view.is_commander(hit):
            continue
        found = _free(view.candidates(hit.last, end))
        subject = group(found, found[:1])
        # رد الحزب على اغتيال قائده بقصف الثكنة
        reply = hit.entry.key in view.grammar.verbs.replies
        adjoins = bool(subject) and (reply or not view.without_asides(subject[-1].last, end))
        if adjoins and not view.between(hit.last, subject[0].first):
            fill(draft, doer, subject)
            return


def _replies(view: SentenceView, trigger: Mention) -> list[Hit]:
    """Verbs of replying before an event noun that is tied to them: ردت موسكو بطرد دبلوماسيين."""
    if not trigger.proclitics.endswith(view.grammar.prepositions.before_content):
        return []
    verbs = view.document.within("objectless-verb", view.sentence.first, trigger.first)
    return [hit for hit in verbs if hit.entry.key in view.grammar.verbs.replies]


def is_reply(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event answers another one: ورد الجيش بقصف."""
    own = view.document.within("objectless-verb", trigger.first, trigger.first + 1)
    return any(hit.entry.key in view.grammar.verbs.replies for hit in own) or bool(_replies(view, trigger))


def is_undertaken(view: SentenceView, trigger: Mention) -> bool:
    """Whether the noun of a verb of doing, tied by a preposition, stands right before an event noun: بشن هجوم, من شن هجوم."""
    at = trigger.first - 1
    hits = [hit for kind in ("agent-verb", "agent-noun") for hit in view.document.within(kind, at, trigger.first)]
    return not trigger.proclitics and any(hit.last == trigger.first and view.nominal(hit) for hit in hits)


def controlled(view: SentenceView, trigger: Mention) -> list[Candidate] | None:
    """حرض الزعيم أنصاره على مهاجمة الشرطة: the object of such a verb, who does what a preposition ties to it; None where
    there is no such verb, and nobody where the object is not known.
    """
    apart = not trigger.proclitics and view.tokens[trigger.first - 1].norm in view.grammar.prepositions.words
    if not apart and not trigger.proclitics.endswith(view.grammar.prepositions.attached):
        return None
    end = trigger.first - apart
    for hit in reversed(view.document.within("control-verb", view.sentence.first, end)):
        if hit.suffix or view.nominal(hit) or not view.same_clause(hit, trigger):
            continue
        found = _free(view.candidates(hit.last, end))
        if found and view.without_asides(found[-1].last, end):
            continue
        groups = [group(found, [c]) for c in found if not c.joined]
        # أرغم القصف المدنيين على الفرار
        event = any(t.first == hit.last and t.valued(TriggerValue).nominal for t in view.triggers)
        before = event or _free(view.candidates(view.clause(hit.first)[0], hit.first))
        return groups[1] if len(groups) > 1 else groups[0] if groups and before else []
    return None


def is_of_subject(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event noun is the object of a verb whose subject does it: كانوا يعتزمون مهاجمة الجيش. Nothing but that
    subject, an adverb and a preposition stand between the two.
    """
    for hit in view.document.within("agent-verb", view.sentence.first, trigger.first):
        if hit.entry.key not in view.grammar.verbs.own_deeds or hit.suffix or not view.same_clause(hit, trigger):
            continue
        found = view.candidates(hit.last, trigger.first)
        subject = group(_free(found), _free(found)[:1])
        taken = {i for c in subject for i in range(c.first, c.last)}
        between = [view.tokens[i].norm for i in range(hit.last, trigger.first) if i not in taken]
        told = [norm for norm in between if norm not in view.grammar.adverbs.words]
        if not told or (len(told) == 1 and told[0] in view.grammar.prepositions.words):
            return True
    return False


def fill_by_agent_verb(view: SentenceView, draft: Draft, doer: Sequence[str]) -> Sequence[Candidate]:
    """هجوم شنه مسلحون، الغارات التي نفذتها الطائرات: a verb behind the noun names who did it; returns what stands behind that
    verb (شنه مسلحون على القرية). تمكن الجيش من صد هجوم: a verb before it, its subject, whose roles ``doer`` gives.
    """
    if draft.actors:
        return []
    trigger = draft.trigger
    for hit in view.document.within("agent-verb", view.sentence.first, view.sentence.last):
        if any(n.first <= hit.first < n.last for n in view.numbers) or not view.has_pronoun(hit):
            # تسعة is nine, not "she strives for him".
            continue
        if view.is_commander(hit) or view.nominal(hit):
            continue
        if hit.suffix and trigger.last <= hit.first <= trigger.last + AGENT_VERB_BEHIND:
            right = view.candidates(hit.last, view.before_verb(hit.first + 1, view.clause(hit.first)[1]))
            found = _free(right)
            if found and found[0].first - hit.last <= AGENT_GAP:
                fill(draft, ("actor",), group(found, found[:1]))
                return right
        elif _is_of_agent_verb(view, hit, trigger) and (subject := subject_of(view, hit, trigger)):
            fill(draft, doer, subject)
            return []
    return []


def fill_directed(view: SentenceView, draft: Draft) -> None:
    """الاتهامات الموجهة إليه, انتقادات وجهت إلى الحكومة: at whom another word directs a charge or a call."""
    g, trigger = view.grammar, draft.trigger
    if draft.value.type not in ADDRESSED:
        return
    reach = range(trigger.last, min(trigger.last + DIRECTED_REACH, view.sentence.last))
    verb = next((i for i in reach if view.tokens[i].norm in g.verbs.directed), None)
    if verb is None:
        return
    at, last = verb, view.clause(verb)[1]
    named = tokens_of(view.actors, view.dates)
    for at in range(verb + 1, min(verb + 1 + DIRECTED_GAP, last)):
        norm = view.tokens[at].norm
        pronoun = g.pronouns.behind(g.verbs.directed_at, norm)
        if pronoun:
            who = view.possessor(trigger.first, pronoun, draft.speakers)
            draft.recipients.extend([who] if who is not None else [])
            return
        if norm not in g.verbs.directed_at and norm not in g.adverbs.words and at not in named:
            # وجهت ضربة إلى الحكومة
            break
    behind = view.candidates(verb + 1, last)
    found = [c for c in behind if c.first <= at + 1 and c.preposition in g.verbs.directed_at and c.actor]
    fill(draft, ("recipient",), group(behind, found[:1]))


def _is_of_agent_verb(view: SentenceView, verb: Hit, trigger: Mention) -> bool:
    """Whether a verb of doing before an event noun is about that: not هدد بفرض عقوبات ردا على هجوم, where what stands between
    is what the verb does.
    """
    near = verb.last <= trigger.first <= verb.last + AGENT_VERB_BEFORE
    if verb.suffix or not near or not view.same_clause(verb, trigger):
        return False
    if view.norm(trigger.first - 1) in view.grammar.verbs.accompanying or opposed(view, verb.last, trigger):
        return False
    return not any(verb.first <= t.first < trigger.first for t in view.triggers)


def fill_by_agent_noun(view: SentenceView, draft: Draft, doer: Sequence[str]) -> None:
    """قيام الجيش بقصف، محاولتهم اقتحام: who stands behind the verbal noun of such a verb, or its pronoun. ``doer``: the roles
    that it fills.
    """
    trigger = draft.trigger
    for hit in view.document.within("agent-noun", view.sentence.first, trigger.first):
        if not hit.last <= trigger.first <= hit.last + AGENT_NOUN_REACH:
            continue
        if not view.same_clause(hit, trigger) or opposed(view, hit.last, trigger):
            continue
        if view.grammar.ties(trigger):
            # دور المنظمة وانتهاك القانون: another noun beside it.
            continue
        if hit.suffix:
            owner = view.possessor(hit.first, hit.suffix, draft.recipients)
            if owner is not None:
                fill(draft, doer, [alone(owner)])
            return
        found = _free(view.candidates(hit.last, trigger.first))
        if found and found[0].first == hit.last:
            fill(draft, doer, group(found, found[:1]))
            return


def who_decides(view: SentenceView, trigger: Mention) -> list[Candidate] | None:
    """قررت النيابة حبس ناشط: the subject of such a verb of doing right before what is taken for a perfect, and is its noun;
    none where no table knows him; None where no such verb is there.
    """
    value = trigger.valued(TriggerValue)
    if value.form != "perfect" or value.person != "ms" or trigger.proclitics or trigger.suffix:
        return None
    hits = view.document.within("agent-verb", max(view.sentence.first, trigger.first - SUBJECT_LENGTH), trigger.first)
    verb = next((h for h in reversed(hits) if h.entry.key in view.grammar.verbs.tries and not view.nominal(h)), None)
    if verb is None:
        return None
    between = view.tokens[verb.last : trigger.first]
    if not between or any(
        t.kind != "word" or t.norm in view.grammar.prepositions.words | view.grammar.openers.kinds.keys()
        for t in between
    ):
        return None
    found = view.candidates(verb.last, trigger.first)
    return group(found, found[:1]) if not found or found[-1].last == trigger.first else None


def who_issues(view: SentenceView, trigger: Mention) -> list[Candidate] | None:
    """أصدرت المنظمة تقريرا يدعو إلى الهدنة: who issues the paper of which a verb tells right behind it, but for adjectives;
    none where that is another's (تلقى الوزير رسالة تهدد); None where no paper is there.
    """
    if trigger.valued(TriggerValue).form != "imperfect" or trigger.proclitics or trigger.suffix:
        return None
    g, first = view.grammar, max(view.sentence.first, trigger.first - PAPER_LENGTH)
    at = next((i for i in reversed(range(first, trigger.first)) if view.tokens[i].norm in g.nouns.issued), None)
    if at is None or any(
        t.norm.startswith(g.clitics.article) or t.norm in g.prepositions.words for t in view.tokens[at : trigger.first]
    ):
        return None
    begin = view.clause(at)[0]
    verbs = view.document.within("issue-verb", begin, at)
    verb = verbs[-1] if verbs else None
    if verb is None:
        return []
    behind = view.candidates(verb.last, at)
    if behind:
        return [] if behind[0].preposition else group(behind, behind[:1])
    return _free(view.candidates(begin, verb.first))[:1]


def opposed(view: SentenceView, first: int, trigger: Mention) -> bool:
    """Whether a word between a token and a trigger makes him who does it no doer of the event: تمكن من منع الهجوم."""
    return any(map(view.has_pronoun, view.document.within("against-noun", first, trigger.first)))


def opponents(view: SentenceView, deed: Draft, drafts: Sequence[Draft]) -> list[Mention]:
    """Who does what else stands before an event noun in its clause, where a word between the two makes him no doer of it:
    اعتقلت الشرطة متهمين بقتل ضابط.
    """
    if not deed.value.nominal or deed.value.type not in MATERIAL:
        return []
    trigger = deed.trigger
    first, _ = view.clause(trigger.first)
    before = [d for d in drafts if first <= d.trigger.first and d.trigger.last <= trigger.first]
    return [m for d in before for m in d.actors if opposed(view, max(d.trigger.last, m.last), trigger)]


def fill_sufferer(view: SentenceView, draft: Draft, pattern: Pattern, right: Sequence[Candidate]) -> None:
    """يتعرضون للضرب من الشرطة: the subject of a verb of suffering is the one that the event noun behind it is done to, by whom
    "from" names of what stands to its ``right``.
    """
    roles = tuple(r for r in pattern.passive if r == "recipient")
    trigger = draft.trigger
    for hit in view.document.within("suffer-verb", view.sentence.first, trigger.first):
        near = hit.last <= trigger.first <= hit.last + SUFFER_REACH
        if not roles or not near or not view.same_clause(hit, trigger):
            continue
        if _is_tied_behind(view, hit, trigger):
            continue
        fill(draft, roles, subject_of(view, hit, trigger))
        fill_by_whom(view, draft, right)
        return


def _is_tied_behind(view: SentenceView, verb: Hit, trigger: Mention) -> bool:
    """Whether a preposition ties an event noun to another behind a verb of suffering: تواجه الحكومة اتهامات بقصف القرية."""
    tied = trigger.proclitics == view.grammar.prepositions.before_content
    return tied and any(verb.first <= t.first and t.last <= trigger.first for t in view.triggers)


def subject_of(view: SentenceView, verb: Hit, trigger: Mention) -> list[Candidate]:
    """The subject of a verb before an event noun: who stands between them, or else before the verb in its clause."""
    first, _ = view.clause(verb.first)
    at = verb.first
    while at > first and view.tokens[at - 1].norm in view.grammar.verbs.particles:
        at -= 1
    described = next((a for a in view.actors if a.last == at and is_any(a)), None)
    if described is not None and not verb.proclitics:
        # اعتقلت الشرطة رجلا حاول اغتيال القاضي, رجلا كان يحاول
        return [alone(described)]
    found = _free(view.candidates(verb.last, trigger.first)) or _free(view.candidates(first, verb.first))
    return group(found, found[:1])


def _free(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The actors that no preposition ties."""
    return [c for c in candidates if c.actor and not c.preposition]


def suffers(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event word is itself a verb of suffering."""
    return bool(view.document.within("suffer-verb", trigger.first, trigger.first + 1))


def fill_by_whom(view: SentenceView, draft: Draft, right: Sequence[Candidate]) -> None:
    """تعرضت القرية لقصف من الجيش: who does what the subject of a verb of suffering suffers "from" him."""
    by = [c for c in right if c.preposition in view.grammar.prepositions.partitive and can_act(c.actor)]
    if draft.recipients and not draft.actors:
        fill(draft, ("actor",), by[:1])


def fill_by_verb_behind(view: SentenceView, draft: Draft) -> None:
    """تصدى الجيش لهجوم شنه متمردون: who does what the subject of a verb suffers or stops, by the verb behind the event noun."""
    trigger = draft.trigger
    for hit in view.document.within("agent-verb", trigger.last, min(trigger.last + SUFFER_REACH, view.sentence.last)):
        found = _free(view.candidates(hit.last, view.clause(hit.first)[1])) if hit.suffix else []
        if (
            found
            and found[0].first == hit.last
            and not any(trigger.last <= t.first <= hit.first for t in view.triggers)
        ):
            fill(draft, ("actor",), group(found, found[:1]))
            return


def behind_occurrence(view: SentenceView, trigger: Mention) -> list[Candidate]:
    """اشتباكات اندلعت بين، المعركة التي دارت بين: what stands behind a verb that only says that the event took place."""
    end = min(trigger.last + OCCURRENCE_REACH + 1, view.sentence.last)
    for hit in view.document.within("occur-verb", trigger.last, end)[:1]:
        return [c for c in view.candidates(hit.last, view.clause(hit.first)[1]) if c.preposition]
    return []


def fill_gathered(view: SentenceView, draft: Draft) -> None:
    """لقاء جمع الوزير ونظيره، لقاء جمعه بنظيره: whom a meeting brings together."""
    trigger = draft.trigger
    for hit in view.document.within(
        "gather-verb", trigger.last, min(trigger.last + OCCURRENCE_REACH, view.sentence.last)
    ):
        right = [c for c in view.candidates(hit.last, view.clause(hit.first)[1]) if c.actor is not None]
        owner = view.possessor(hit.first, hit.suffix, draft.actors) if hit.suffix else None
        if owner is not None:
            fill(draft, ("actor",), [alone(owner)])
        if right and bool(right[0].preposition) == bool(hit.suffix):
            fill(draft, ("actor",), group(right, right[:1]))
        return
