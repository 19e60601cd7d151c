"""The data set as files: tables, their descriptions, and the checks that they pass."""
