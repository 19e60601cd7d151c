"""From an article to its records, by rules or by what was learned; a worker does it for one article after the other."""
