"""Numbers with what they count, for messages."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun in English, whose plural ends in s where none is given: "1 article", "2 articles"."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"
