"""会议通知: when, where, what about; to be hung up."""

from property_ops.framework.pdf.papers import Document, DocumentPart, Heading, Paragraph, render


def draw_meeting_notice(
    *, kind: str, title: str, estate: str, when: str, place: str, agenda: str, convener: str, number: str, phone: str
) -> bytes:
    """The PDF. Raises GlyphMissing."""
    parts: list[DocumentPart] = [
        Paragraph(f"时间：{when}", large=True),
        Paragraph(f"地点：{place}", large=True),
        Heading("议题"),
        *(Paragraph(line, large=True) for line in agenda.splitlines() if line.strip()),
        Paragraph("请各位居民相互转告、准时参加。不能到场的，可把意见交给网格员或召集人。", large=True),
        Paragraph(f"召集人：{convener}" + (f"　咨询电话：{phone}" if phone else ""), large=True),
    ]
    return render(
        Document(title=f"{kind}通知", issuer=estate, subtitle=title, foot=f"{kind}通知 {number}", parts=parts)
    )
