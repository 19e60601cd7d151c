"""The data set in the layouts of other projects, a module each: ``write(told, crosswalks, file)`` takes records with
their articles' rows, writes a file and returns how many records it left out, by the reason.
"""

FORMATS = {
    "plover-json": "plover",
    "cameo": "cameo",
    "acled-like": "acled",
    "ucdp-like": "ucdp",
    "geojson": "geojson",
}
"""Name of a layout -> its module here."""
