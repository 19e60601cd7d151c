"""Places: the longest phrase that names one ("ريف حلب الشمالي", "شرقي سوريا", "مطار النجف") and where that is.

A phrase is read from left to right: nearness word (left out of the text, it makes the precision 2), direction, head nouns,
name, and the adjectives behind it. A name that several places bear is settled by the noun before it, by the countries
that the article speaks of, and by size; all ties fall to the order of the registry.
"""

from conflict_events.mentions.places.finder import PlaceFinder

__all__ = ["PlaceFinder"]
