"""How far records agree with other records of the same articles, and where they do not."""
