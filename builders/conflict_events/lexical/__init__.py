"""Text as tokens, the forms of a language's words, and one table of all phrases that are looked for."""
