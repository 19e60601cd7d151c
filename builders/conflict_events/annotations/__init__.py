"""People's annotations: read from the tools that they are made in, written for them, turned into frames."""
