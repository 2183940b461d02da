"""签到表: the code to sign in by phone, and lines to sign by hand; to be laid out at the meeting."""

from property_ops.framework.pdf.papers import Document, Paragraph, PdfColumn, PdfTable, QrCode, render

LINES = 36
COLUMNS = [
    PdfColumn("序号", 0.6, figures=True),
    PdfColumn("姓名", 1.6),
    PdfColumn("房号（楼-单元-室）", 2),
    PdfColumn("签名", 2),
]


def draw_sign_in_sheet(
    *, kind: str, title: str, estate: str, when: str, place: str, number: str, address: str
) -> bytes:
    """The PDF. Raises GlyphMissing."""
    return render(
        Document(
            title=f"{kind}签到表",
            issuer=estate,
            subtitle=title,
            foot=f"{kind}签到表 {number}",
            parts=[
                Paragraph(f"{when}　{place}"),
                QrCode(address, "用手机扫码，填姓名和房号即为签到。\n不用手机的，请在下表签名，两种方式选一种。"),
                PdfTable(COLUMNS, [[str(line), "", "", ""] for line in range(1, LINES + 1)]),
            ],
        )
    )
