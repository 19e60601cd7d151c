"""Sources: who reports or claims what ("قال المتحدث إن", "وفقا للمرصد"), with the words that each vouches for.

A verb of saying or of relaying, a phrase such as "according to" or a colon in a headline leads to a noun phrase: an actor, or
a noun such as "report" with what depends on it.
"""

from conflict_events.mentions.sources.attribution import Attribution, sources_of
from conflict_events.mentions.sources.finder import SourceFinder
from conflict_events.mentions.sources.speech import denials

__all__ = ["Attribution", "SourceFinder", "denials", "sources_of"]
