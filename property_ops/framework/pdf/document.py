"""Files made of sheets on stationery: one document a file, or many in one file for the printer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from property_ops.framework.drafts import draft_of, sweep
from property_ops.framework.pdf.fonts import FontFamily
from property_ops.framework.pdf.glyph_maps import ExtraGlyphs
from property_ops.framework.pdf.images import Jpeg
from property_ops.framework.pdf.objects import HEADER, ObjectWriter, deflated, information, text_string
from property_ops.framework.pdf.stationery import Stationery, with_images

LANGUAGE = b"zh-CN"
_KIDS_PER_NODE = 64


def single_file(
    stationery: Stationery,
    extra: ExtraGlyphs,
    contents: Sequence[bytes],
    description: Mapping[str, str],
    *,
    images: Sequence[Jpeg] = (),
) -> bytes:
    """A PDF of the sheets in `contents`, written with the `extra` glyphs of theirs; they draw `images` by their names.

    The bytes depend on the arguments alone.
    """
    opening = stationery.opening
    chunks = [opening.data]
    writer = ObjectWriter(chunks.append, length=len(opening.data), preceding=opening.offsets)
    resources = b"/Resources<<%s%s>>>>" % (
        with_images(opening.resources, _write_images(writer, images)),
        _write_extra(writer, extra, compressed=False),
    )
    tree = writer.reserve()
    pages = [_write_page(writer, content, resources, stationery, tree) for content in contents]
    writer.put(tree, _page_node(pages, len(pages)))
    root = writer.add(_catalog(tree))
    info = writer.add(information(description))
    writer.close(root=root, info=info, identity=lambda: _identity(opening.digest, *chunks[1:]))
    return b"".join(chunks)


class PrintFile:
    """Many documents in one file, in the order they are added, with a bookmark for each.

    Written as it comes, so that memory stays small; the file appears under its name only when it is complete.
    Documents are set with `stationery.typesetter(file.extra)`.
    """

    def __init__(self, path: Path, family: FontFamily, description: Mapping[str, str]) -> None:
        self.extra = ExtraGlyphs(family)
        self._path = path
        self._unfinished = draft_of(path)
        self._description = description
        self._resources: dict[Stationery, tuple[int, bytes]] = {}
        self._nodes: list[tuple[int, list[int]]] = []
        self._bookmarks: list[tuple[str, int]] = []

    def __enter__(self) -> Self:
        sweep(self._path.parent)
        self._file = self._unfinished.open("wb")
        self._hash = hashlib.sha256()
        self._writer = ObjectWriter(self._sink)
        self._writer.write(HEADER)
        self._tree = self._writer.reserve()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with self._file:
                if kind is None:
                    self._finish()
            if kind is None:
                self._unfinished.replace(self._path)
        finally:
            self._unfinished.unlink(missing_ok=True)

    def add(self, stationery: Stationery, contents: Sequence[bytes], title: str) -> None:
        """Adds the sheets of one document."""
        resources = b"/Resources %d 0 R" % self._resources_for(stationery)
        for sheet, content in enumerate(contents):
            if not self._nodes or len(self._nodes[-1][1]) == _KIDS_PER_NODE:
                self._nodes.append((self._writer.reserve(), []))
            node, pages = self._nodes[-1]
            pages.append(_write_page(self._writer, content, resources, stationery, node))
            if not sheet:
                self._bookmarks.append((title, pages[-1]))

    def _sink(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)

    def _resources_for(self, stationery: Stationery) -> int:
        if stationery not in self._resources:
            entries = stationery.write_objects(self._writer)
            self._resources[stationery] = self._writer.reserve(), entries
        return self._resources[stationery][0]

    def _finish(self) -> None:
        writer = self._writer
        extra_fonts = _write_extra(writer, self.extra, compressed=True)
        for number, entries in self._resources.values():
            writer.put(number, b"<<%s%s>>>>" % (entries, extra_fonts))
        for node, pages in self._nodes:
            writer.put(node, _page_node(pages, len(pages), self._tree))
        writer.put(self._tree, _page_node([node for node, _ in self._nodes], sum(len(p) for _, p in self._nodes)))
        root = writer.add(_catalog(self._tree, self._write_bookmarks()))
        info = writer.add(information(self._description))
        writer.close(root=root, info=info, identity=self._identity)

    def _identity(self) -> str:
        return self._hash.hexdigest()[:32]

    def _write_bookmarks(self) -> int | None:
        if not self._bookmarks:
            return None
        outline = self._writer.reserve()
        first = self._writer.next_number
        last = first + len(self._bookmarks) - 1
        for number, (title, page) in enumerate(self._bookmarks, start=first):
            before = b"/Prev %d 0 R" % (number - 1) if number > first else b""
            after = b"/Next %d 0 R" % (number + 1) if number < last else b""
            self._writer.add(
                b"<</Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]%s%s>>" % (text_string(title), outline, page, before, after)
            )
        self._writer.put(outline, b"<</First %d 0 R/Last %d 0 R/Count %d>>" % (first, last, len(self._bookmarks)))
        return outline


def _write_extra(writer: ObjectWriter, extra: ExtraGlyphs, *, compressed: bool) -> bytes:
    """Writes the extra fonts; returns their entries for a page's list of fonts.

    In a file of its own they stay as they are: to save a quarter of a few kilobytes is not worth the time.
    """
    entries = b""
    for one in extra:
        entries += b"/%s %d 0 R" % (one.resource.encode(), writer.next_number)
        for body in one.objects(writer.next_number, compressed=compressed):
            writer.add(body)
    return entries


def _write_images(writer: ObjectWriter, images: Sequence[Jpeg]) -> bytes:
    """Their entries for a page's list of drawn objects."""
    return b"".join([b"/%s %d 0 R" % (image.name.encode(), writer.add(image.body())) for image in images])


def _write_page(writer: ObjectWriter, content: bytes, resources: bytes, stationery: Stationery, parent: int) -> int:
    code = writer.add(deflated(content))
    return writer.add(
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %g %g]%s/Contents %d 0 R>>"
        % (parent, *stationery.page_size, resources, code)
    )


def _page_node(kids: Sequence[int], pages: int, parent: int | None = None) -> bytes:
    above = b"/Parent %d 0 R" % parent if parent else b""
    return b"<</Type/Pages%s/Count %d/Kids[%s]>>" % (above, pages, b" ".join([b"%d 0 R" % kid for kid in kids]))


def _catalog(tree: int, outline: int | None = None) -> bytes:
    bookmarks = b"/Outlines %d 0 R/PageMode/UseOutlines" % outline if outline else b""
    entries = b"/Pages %d 0 R/Lang(%s)/ViewerPreferences<</DisplayDocTitle true>>" % (tree, LANGUAGE)
    return b"<</Type/Catalog%s%s>>" % (entries, bookmarks)


def _identity(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:32]
