"""The poster for the notice board: the code that opens an estate's page on the phone."""

from property_ops.framework.pdf.papers import Document, DocumentPart, Paragraph, QrCode, render

WORDS = (
    "用手机微信“扫一扫”，不用登录，就能看到本小区的社区动态、停水停电和施工通知、办事流程和常用电话。",
    "页面右上角可以切换大字。页面上没有任何住户的个人信息。",
)


def draw_poster(*, estate: str, address: str, issuer: str, phone: str) -> bytes:
    """Raises GlyphMissing."""
    code = QrCode(address, f"{estate}\n社区动态 · 小区事务 · 办事流程\n{issuer}　{phone}".strip())
    parts: list[DocumentPart] = [Paragraph(WORDS[0]), code, Paragraph(WORDS[1])]
    return render(Document(title="扫码看小区", issuer=issuer, subtitle=estate, foot=f"社区动态 {estate}", parts=parts))
