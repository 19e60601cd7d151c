"""Small models, learned from annotated articles, that correct what the rules propose."""
