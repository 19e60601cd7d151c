"""The program as it is called: it imports nothing before it can be stopped without a traceback."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; returns the exit status."""
    try:
        from conflict_events import cli

        return cli.main()
    except KeyboardInterrupt:
        print("conflict-events: stopped", file=sys.stderr)
        # That of ``terminal.FAILED``, which may not be there yet.
        return 2


if __name__ == "__main__":
    sys.exit(main())
