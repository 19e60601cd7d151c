"""One way to go through a corpus, ours or a peer's: ``peers.py NAME CORPUS`` prints JSON, ``{}`` where it is not installed.

``seconds``: one pass over the text, without what is made once (tables, automata, matchers); ``found``: how many words or
phrases that gave; ``version``: of the peer. All get the same text: words by ``re`` the articles as they came in, the
matchers the folded sentences and every string of the lexicon. None of them cuts clitics off or says what a phrase means.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from conflict_events import language
from conflict_events.articles import readers
from conflict_events.extraction.rules import finders
from conflict_events.lexical.lexicon import Lexicon
from conflict_events.lexical.text import segment
from conflict_events.records import Article

CODE = "ar"


class Text:
    """A corpus as the peers get it, with the strings of our lexicon; the tables are read where a way asks for them."""

    def __init__(self, corpus: Path) -> None:
        self.articles = [a for a in readers.read([corpus]) if isinstance(a, Article)]

    @cached_property
    def language(self) -> language.Language:
        """Our tables."""
        return language.load(CODE)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Our lexicon, made of them, which takes longer than most of the passes."""
        return finders(self.language).lexicon

    def strings(self) -> list[str]:
        """Every phrase of the lexicon in its folded spelling, once."""
        return sorted(set(self.lexicon.strings()))

    def sentences(self) -> list[str]:
        """The sentences as folded words with spaces between them."""
        found = []
        for article in self.articles:
            tokens, sentences, _ = segment(article, self.language.text_rules)
            found += [" ".join(t.norm for t in tokens[s.first : s.last]) for s in sentences]
        return found


Run = Callable[[], int]
"""One pass; how much it found."""


def cut(text: Text) -> tuple[Run, str]:
    """Our tokens and sentences."""
    rules = text.language.text_rules
    return lambda: sum(len(segment(a, rules)[0]) for a in text.articles), ""


def lexicon(text: Text) -> tuple[Run, str]:
    """Our lexicon, which has seen none of the words before."""
    documents = [(a.text, *segment(a, text.language.text_rules)[:2]) for a in text.articles]
    ours = text.lexicon

    def run() -> int:
        found = 0
        for raw, tokens, sentences in documents:
            hits = ours.find(raw, tokens, [(s.first, s.last) for s in sentences])
            found += sum(map(len, hits.values()))
        return found

    return run, ""


def words(text: Text) -> tuple[Run, str]:
    """Words by a regular expression of the standard library."""
    word = re.compile(r"\w+")
    return lambda: sum(len(word.findall(a.text)) for a in text.articles), ""


def aho_corasick(text: Text) -> tuple[Run, str]:
    """One pass of an Aho-Corasick automaton, which does not know where a word begins."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for string in text.strings():
        automaton.add_word(string, string)
    automaton.make_automaton()
    sentences = text.sentences()
    return lambda: sum(1 for s in sentences for _ in automaton.iter(s)), version("pyahocorasick")


def spacy(text: Text) -> tuple[Run, str]:
    """spaCy's tokenizer for the language and its PhraseMatcher."""
    import spacy
    from spacy.matcher import PhraseMatcher

    pipeline = spacy.blank(CODE)
    matcher = PhraseMatcher(pipeline.vocab)
    matcher.add("lexicon", [pipeline.make_doc(s) for s in text.strings()])
    sentences = text.sentences()
    return lambda: sum(len(matcher(d)) for d in pipeline.pipe(sentences)), version("spacy")


def edsnlp(text: Text) -> tuple[Run, str]:
    """EDS-NLP's pipeline of a tokenizer for the language and ``eds.matcher``."""
    import edsnlp

    pipeline = edsnlp.blank(CODE)
    pipeline.add_pipe("eds.matcher", config={"terms": {"lexicon": text.strings()}, "attr": "TEXT"})
    sentences = text.sentences()
    return lambda: sum(len(d.ents) for d in pipeline.pipe(sentences)), version("edsnlp")


OPTIONAL = ("ahocorasick", "edsnlp", "spacy")
"""Modules of the extra ``bench``."""
WAYS: dict[str, Callable[[Text], tuple[Run, str]]] = {
    "cut": cut,
    "lexicon": lexicon,
    "words": words,
    "aho-corasick": aho_corasick,
    "edsnlp": edsnlp,
    "spacy": spacy,
}


def measure(name: str, corpus: Path) -> dict[str, Any]:
    """One timed pass, empty where the peer is not installed."""
    try:
        run, told = WAYS[name](Text(corpus))
    except ModuleNotFoundError as error:
        if error.name not in OPTIONAL:
            raise
        return {}
    start = time.perf_counter()
    found = run()
    return {"seconds": time.perf_counter() - start, "found": found, "version": told}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
