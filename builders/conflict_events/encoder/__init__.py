"""A text encoder that reads the words around events and what may fill their roles; it is all numpy."""
