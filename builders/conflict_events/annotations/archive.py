"""Zip archives from outside, read in memory: nothing is unpacked to a disk, and what is too large is refused."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO

MEMBER_LIMIT = 200_000_000
"""Unpacked bytes beyond which a member is refused, whatever its header says."""
TOTAL_LIMIT = 4_000_000_000
"""Unpacked bytes that may be read from one archive."""
MEMBERS = 200_000
HIDDEN = "__MACOSX/"
"""Folder in which macOS packs what it notes of the files, under their names: none of them."""
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    KeyError,
    MemoryError,
)
"""What a damaged member raises: one that claims a dictionary of gigabytes is no lack of ours."""


class ArchiveError(ValueError):
    """An archive or a member that is refused; the message says why."""


class Archive:
    """The files of a zip archive, but for those of ``HIDDEN``. ``outer``: the archive that it lies in; all together may hold
    what one may.

    Raises ArchiveError where it is none or holds too much.
    """

    def __init__(self, stream: IO[bytes], outer: Archive | None = None) -> None:
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ArchiveError(f"not a zip archive that can be read: {error}") from error
        self._whole: Archive = outer._whole if outer is not None else self
        self._left = TOTAL_LIMIT
        # A member without a name is none, and nothing can be asked of it.
        named = (i for i in self._zip.infolist() if i.filename)
        self.names = [i.filename for i in named if not i.is_dir() and not i.filename.startswith(HIDDEN)]
        if len(self.names) > MEMBERS:
            raise ArchiveError(f"an archive of {len(self.names)} files, more than {MEMBERS}")

    def read(self, name: str) -> bytes:
        """A member's bytes. Raises ArchiveError where its path leaves the archive, or it is damaged or too large."""
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise ArchiveError(f"{name!r} leads out of the archive")
        limit = min(MEMBER_LIMIT, self._whole._left)
        try:
            with self._zip.open(name) as member:
                data = member.read(limit + 1)
        except _DAMAGED as error:
            raise ArchiveError(f"{name!r} cannot be read: {error}") from error
        if len(data) > limit:
            raise ArchiveError(f"{name!r} holds more than {limit} bytes")
        self._whole._left -= len(data)
        return data
