"""点位牌: a strip with a QR code for each place, to cut out and hang up; residents and crews scan the same one."""

from collections.abc import Sequence

from property_ops.framework.pdf.papers import Document, DocumentPart, Paragraph, QrCode, render

CUT = "沿牌边裁开，塑封后固定在点位处，离地约 1.5 米。牌子破损或被翻拍时，请在系统里换发新牌，旧牌随即失效。"


def draw_plates(plates: Sequence[tuple[str, str, str]], *, estate: str, issuer: str, phone: str) -> bytes:
    """The PDF of `(code, name, address)`. Raises GlyphMissing."""
    parts: list[DocumentPart] = [Paragraph(CUT)]
    for code, name, address in plates:
        parts.append(QrCode(address, f"{code}　{name}\n{estate}\n居民扫码报修 · 巡检扫码打卡\n{issuer}　{phone}"))
    return render(Document(title="点位牌", issuer=issuer, subtitle=estate, foot=f"点位牌 {estate}", parts=parts))
