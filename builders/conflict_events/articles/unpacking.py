"""Opens plain, gzip and Zstandard files as streams of bytes, and gives up on those that unpack without end."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import Any, BinaryIO

RATIO = 200
"""Unpacked bytes a packed byte beyond which a file is given up: text packs to a fifth or a thirtieth, a bomb to less
than a thousandth."""
FREE = 16_000_000
"""Unpacked bytes that any file may have."""
PACKED = 1024
"""Packed bytes that are unpacked at once: of a bomb they make some 30 MB."""
MARKS = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
"""How packed files begin, and how their names end."""
PACKED_OR_NOT = ("", *MARKS.values())
"""What the names of files that may be packed end in, behind their own ending."""
BUFFER = 1 << 16
"""Unpacked bytes that are asked for at once."""


class Bomb(OSError):
    """A file that unpacks to far more than a file of texts does."""


class Budget:
    """The bytes that a file may unpack to: ``left`` of them."""

    def __init__(self, file: Path) -> None:
        limit = max(FREE, RATIO * file.stat().st_size)
        self.left = limit
        self.reason = f"it unpacks to more than {limit} bytes, {RATIO} times its size"

    def spend(self, count: int) -> None:
        """Take so many bytes off. Raises ``Bomb`` where more are asked for than are left."""
        self.left -= count
        if self.left < 0:
            raise Bomb(self.reason)


def unpacked(file: Path) -> io.BufferedReader:
    """The file's bytes, unpacked by what its name ends in. Raises OSError, also while it is read: where it is damaged or ends
    before it should, and ``Bomb``.
    """
    name = file.name.lower()
    if name.endswith(tuple(MARKS.values())) and not file.stat().st_size:
        # Python takes it for one that holds nothing; gzip and zstd do not: nothing came of what should have been written.
        raise OSError("an empty file, which no packed one is")
    if name.endswith(".gz"):
        return io.BufferedReader(_Bounded(gzip.open(file, "rb"), file), BUFFER)
    if name.endswith(".zst"):
        return io.BufferedReader(_Bounded(_Frames(file.open("rb")), file), BUFFER)
    return file.open("rb")


class _Frames:
    """The frames of a Zstandard file, one behind the other. Raises OSError where one is damaged, EOFError where the file ends
    within one, which the stream reader of ``zstandard`` takes for its end.
    """

    def __init__(self, packed: BinaryIO) -> None:
        import zstandard

        self._new = zstandard.ZstdDecompressor().decompressobj
        self._broken = zstandard.ZstdError
        self._packed = packed
        self._frame: Any = None
        self._rest = b""
        self._found = memoryview(b"")

    def read1(self, size: int) -> bytes:
        """Up to so many bytes; none at the end."""
        while not self._found:
            packed = self._rest or self._packed.read(PACKED)
            if not packed:
                if self._frame is not None:
                    raise EOFError("the file ends before it should")
                return b""
            frame = self._frame or self._new()
            try:
                self._found = memoryview(frame.decompress(packed))
            except self._broken as error:
                raise OSError(str(error)) from error
            self._frame, self._rest = (None, frame.unused_data) if frame.eof else (frame, b"")
        found, self._found = bytes(self._found[:size]), self._found[size:]
        return found

    def close(self) -> None:
        """Close the file."""
        self._packed.close()


class _Bounded(io.RawIOBase):
    """Reads from an unpacking stream until it has given more than its file may."""

    def __init__(self, stream: Any, file: Path) -> None:
        self._stream = stream
        self._budget = Budget(file)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            # One step at a time: what was unpacked before the file broke off is handed on.
            data = self._stream.read1(len(buffer))
        except (EOFError, zlib.error) as error:
            # The reader of web archives takes an EOFError for the end of the records.
            raise OSError(str(error)) from error
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()
