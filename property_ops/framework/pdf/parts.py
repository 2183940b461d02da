"""What papers are made of: plain parts, with texts and figures final, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `large` for a notice that is read standing."""

    text: str
    large: bool = False


@dataclass(frozen=True, slots=True)
class LabelledFacts:
    """Labels with their values, two beside each other."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PdfColumn:
    """`share` of the width, against those of the others."""

    heading: str
    share: float = 1.0
    figures: bool = False


@dataclass(frozen=True, slots=True)
class PdfTable:
    """The head is repeated on every sheet; `total` is a last row in bold. `tall` rows are written into by hand."""

    columns: Sequence[PdfColumn]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] | None = None
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each row: label, length between 0 and 1, figure."""

    rows: Sequence[tuple[str, float, str]]


@dataclass(frozen=True, slots=True)
class FigureBand:
    """A few figures side by side on a tinted band, each under its label; the last is set off as their outcome."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CaptionedPhoto:
    """A baseline JPEG, as `pictures.store` gives it, and what stands under it."""

    jpeg: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Two beside each other, each whole and as large as fits."""

    photos: Sequence[CaptionedPhoto]


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: for whom, what they say, and who signed when; what is empty stays open for the pen."""

    party: str
    opinion: str = ""
    name: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign beside each other, of one height; `labels` are those of name and day."""

    places: Sequence[Signature]
    labels: tuple[str, str] = ("签字（盖章）", "日期")


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code with words beside it."""

    content: str
    words: str


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What follows begins a sheet of its own."""


DocumentPart = (
    Heading | Paragraph | LabelledFacts | PdfTable | Bars | FigureBand | Pictures | Signatures | QrCode | NewSheet
)


@dataclass(frozen=True, slots=True)
class Document:
    """`issuer` stands above the title, `foot` at the bottom of every sheet beside its number."""

    title: str
    issuer: str
    subtitle: str
    foot: str
    parts: Sequence[DocumentPart]
    landscape: bool = False
