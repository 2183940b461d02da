"""PDF objects and the file around them: numbering, offsets, cross-reference table, trailer. Nothing about pages."""

import zlib
from collections.abc import Callable, Iterable, Mapping

HEADER = b"%PDF-1.7\n%\xe4\xb8\xad\xe6\x96\x87\n"  # the comment of bytes above 127 marks the file as binary
LEVEL = 6


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def deflated(data: bytes, entries: bytes = b"", level: int = LEVEL) -> bytes:
    return stream(zlib.compress(data, level), b"/Filter/FlateDecode" + entries)


def text_string(text: str) -> bytes:
    """A string for titles and the like, in UTF-16 so that it may hold anything."""
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()


def information(entries: Mapping[str, str]) -> bytes:
    return b"<<%s>>" % b"".join([b"/%s%s" % (key.encode(), text_string(text)) for key, text in entries.items()])


class ObjectWriter:
    """Writes numbered objects through `sink` as they come; knows where each began.

    `preceding` are the offsets of objects 1… that the sink already holds after `length` bytes.
    """

    def __init__(self, sink: Callable[[bytes], object], *, length: int = 0, preceding: Iterable[int] = ()) -> None:
        self._sink = sink
        self._length = length
        self._offsets: list[int] = [0, *preceding]

    def write(self, data: bytes) -> None:
        self._sink(data)
        self._length += len(data)

    @property
    def offsets(self) -> list[int]:
        return self._offsets[1:]

    @property
    def next_number(self) -> int:
        return len(self._offsets)

    def reserve(self) -> int:
        """A number for an object that is put later, so that others can already refer to it."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def put(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._length
        self.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def add(self, body: bytes) -> int:
        number = self.reserve()
        self.put(number, body)
        return number

    def close(self, *, root: int, info: int, identity: Callable[[], str]) -> None:
        """Cross-reference table and trailer; `identity` gives 32 hex digits made from all that was written."""
        start = self._length
        table = b"".join([b"%010d 00000 n \n" % offset for offset in self._offsets[1:]])
        self.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(self._offsets), table))
        mark = identity().encode()
        self.write(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self._offsets), root, info, mark, mark, start)
        )
