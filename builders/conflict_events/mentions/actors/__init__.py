"""Finds who: maximal phrases that name a state, an organ, a group, a person or a kind of people, and what they mean.

A phrase is a head (a name of the registry, a common noun, a people, or a given name that opens a person's name) with
what goes on behind it: a genitive, adjectives, what it belongs to, the name of the person who holds the office. It ends
before a clause. Places that stand as genitives are taken from the place hits of the document where it has them.
"""

from conflict_events.mentions.actors.finder import ActorFinder

__all__ = ["ActorFinder"]
