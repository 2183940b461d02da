"""送达单: what a home without a phone is told, in large letters; who handed it over signs beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from property_ops.framework.pdf.papers import Document, DocumentPart, Heading, Paragraph, render


@dataclass(frozen=True, slots=True)
class NoticeSlip:
    """Of one home: whom it is for, and what is told."""

    home: str
    name: str
    texts: Sequence[str]


def draw_slips(slips: Sequence[NoticeSlip], *, issuer: str, phone: str, day: str) -> bytes:
    """The PDF. Raises GlyphMissing."""
    ask = f"有疑问请打物业电话 {phone}。" if phone else "有疑问请到物业服务站。"
    parts: list[DocumentPart] = [part for slip in slips for part in _slip(slip, ask)]
    parts = parts or [Paragraph("没有需要送达的通知。")]
    return render(Document(title="通知送达单", issuer=issuer, subtitle=day, foot=f"通知送达单 {day}", parts=parts))


def _slip(slip: NoticeSlip, ask: str) -> Iterator[DocumentPart]:
    yield Heading(f"{slip.home}　{slip.name}")
    for text in slip.texts:
        yield Paragraph(text, large=True)
    yield Paragraph(f"{ask}　　送达人：＿＿＿＿＿　时间：＿＿＿＿＿")
