"""The same statements as others make them: reportlab's platypus, and HTML printed by WeasyPrint.

Both get what makes them quick: fonts read once for the whole run, and the QR code from the same quick library.
"""

import base64
import io
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from typing import Any

import zxingcpp
from PIL import Image as Picture
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Image, Paragraph, SimpleDocTemplate, Spacer, Table

from invoices.modules.statements.domain.document import StatementDoc
from invoices.modules.statements.reports import wording
from property_ops.framework.pdf.fonts import FILES, FONT_FOLDER, Weight

Renderer = Callable[[StatementDoc], bytes]
HEADINGS = (
    wording.ITEM,
    wording.PERIOD,
    wording.QUANTITY,
    wording.UNIT_PRICE,
    wording.RATIO,
    wording.AMOUNT,
)


def _qr_code(doc: StatementDoc) -> io.BytesIO:
    code = zxingcpp.create_barcode(doc.url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    file = io.BytesIO()
    Picture.frombytes("L", image.shape, bytes(image)).save(file, "PNG")
    file.seek(0)
    return file


def _facts(doc: StatementDoc) -> Iterator[tuple[str, str]]:
    yield from (
        (wording.PAYER, doc.payer),
        (wording.ESTATE, doc.estate),
        (wording.UNIT, doc.unit),
        (wording.ACCOUNT, doc.account),
        (wording.NUMBER, doc.number),
        (wording.MONTH, doc.month),
        (wording.ISSUED_ON, wording.day(doc.issued_on)),
        (wording.DUE_ON, wording.day(doc.due_on)),
    )


def _rows(doc: StatementDoc) -> Iterator[tuple[list[str], str]]:
    """The cells of each line, and its small print."""
    for line in doc.lines:
        small = " ".join(line.evidence) or line.note
        cells = [line.item, line.service_period, line.quantity, line.unit_price, line.ratio, line.amount.grouped()]
        yield cells, small


def _sums(doc: StatementDoc) -> Iterator[tuple[str, str]]:
    yield wording.BROUGHT_FORWARD, doc.brought_forward.grouped()
    yield wording.THIS_PERIOD, doc.this_period.grouped()
    yield wording.PAID, (-doc.paid).grouped()
    yield f"{wording.DUE_TOTAL} {doc.due.in_capitals()}", doc.due.grouped()


@cache
def platypus() -> Renderer:
    for weight, name in ((Weight.REGULAR, "Rival"), (Weight.BOLD, "RivalBold")):
        pdfmetrics.registerFont(TTFont(name, FONT_FOLDER / FILES[weight], asciiReadable=0))
    pdfmetrics.registerFontFamily("Rival", bold="RivalBold")
    text = ParagraphStyle("text", fontName="Rival", fontSize=9, leading=13, wordWrap="CJK")
    title = ParagraphStyle("title", text, fontName="RivalBold", fontSize=26, leading=34)
    plain = [("FONT", (0, 0), (-1, -1), "Rival", 9)]

    def story(doc: StatementDoc) -> Iterator[Flowable]:
        yield Paragraph(escape(doc.letterhead.company), text)
        yield Paragraph(escape(doc.letterhead.contact), text)
        yield Paragraph(f"{wording.TITLE} {doc.month}", title)
        facts = list(_facts(doc))
        cells = [[part for fact in facts[start : start + 4] for part in fact] for start in (0, 4)]
        yield Table(cells, style=plain)
        table = [list(HEADINGS)]
        for figures, small in _rows(doc):
            table += [figures, [small, *[""] * 5]]
        yield Table(table, style=[*plain, ("LINEBELOW", (0, 0), (-1, 0), 0.8, "black")])
        yield Table(list(_sums(doc)), style=plain)
        yield Spacer(1, 100)
        yield Image(_qr_code(doc), 76, 76)
        for paragraph in (*doc.letterhead.ways_to_pay, *doc.letterhead.how_to_object):
            yield Paragraph(escape(paragraph), text)
        yield Paragraph(f"{wording.NOT_AN_INVOICE} {doc.check_code}", text)

    def render(doc: StatementDoc) -> bytes:
        file = io.BytesIO()
        template = SimpleDocTemplate(file, pagesize=A4, initialFontName="Rival", invariant=1, title=doc.number)
        template.build(list(story(doc)))
        return file.getvalue()

    return render


@cache
def weasyprint() -> Renderer:
    """Raises OSError where Pango, which it calls, is not installed."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face {{font-family: Rival; font-weight: {number}; src: url({(FONT_FOLDER / FILES[weight]).as_uri()})}}"
        for weight, number in ((Weight.REGULAR, 400), (Weight.BOLD, 700))
    )
    look = "@page {size: A4; margin: 19mm} body {font: 9pt Rival} table {width: 100%} h1 {font-size: 26pt}"
    style = CSS(string=faces + look, font_config=fonts)

    def page(doc: StatementDoc) -> Iterator[str]:
        yield f"<p><b>{escape(doc.letterhead.company)}</b><p>{escape(doc.letterhead.contact)}"
        yield f"<h1>{wording.TITLE} {doc.month}</h1><table><tr>"
        yield from (f"<td>{name}<br>{escape(fact)}" for name, fact in _facts(doc))
        yield "</table><table><tr>" + "".join(f"<th>{heading}" for heading in HEADINGS)
        for figures, small in _rows(doc):
            yield "<tr>" + "".join(f"<td>{escape(cell)}" for cell in figures) + f"<tr><td colspan=6>{escape(small)}"
        yield "</table><table>"
        yield from (f"<tr><td>{name}<td>{amount}" for name, amount in _sums(doc))
        picture = base64.b64encode(_qr_code(doc).getvalue()).decode()
        yield f"</table><img width=100 src='data:image/png;base64,{picture}'>"
        yield from (f"<p>{escape(text)}" for text in (*doc.letterhead.ways_to_pay, *doc.letterhead.how_to_object))
        yield f"<p>{wording.NOT_AN_INVOICE} {doc.check_code}"

    def render(doc: StatementDoc) -> bytes:
        return bytes(HTML(string="".join(page(doc))).write_pdf(stylesheets=[style], font_config=fonts) or b"")

    return render
