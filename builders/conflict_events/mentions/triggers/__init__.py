"""Finds event words: verbs, verbal nouns and phrases that tell an event, each with its type and what it says of its arguments.

Every form of every entry of the trigger tables is in the dictionary. A form that is found is read by what it says where it
stands, weighed by what stands around it, and of readings of the same words the best is kept.
"""

from conflict_events.mentions.triggers.finder import TriggerFinder
from conflict_events.mentions.triggers.forms import rule_of

__all__ = ["TriggerFinder", "rule_of"]
