"""调查问卷: a sheet a home, without its name, with a code by which the phone answers in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from property_ops.framework.pdf.papers import Document, DocumentPart, Paragraph, QrCode, write_together
from property_ops.modules.estates.public import Company
from property_ops.modules.questionnaires.domain.questions import BEST, AskedQuestion, QuestionKind

_MARKS = {
    QuestionKind.SINGLE: "（只选一项）",
    QuestionKind.MULTIPLE: "（可选多项）",
    QuestionKind.RATING: f"（1 分最差，{BEST} 分最好，只选一项）",
    QuestionKind.TEXT: "",
}
_LINE = "＿" * 34


@dataclass(frozen=True, slots=True)
class SheetDoc:
    """`number` tells two sheets apart; whose it is is not printed."""

    number: str
    address: str


def draw_sheets(
    sheets: Sequence[SheetDoc],
    *,
    title: str,
    words: str,
    number: str,
    estate: str,
    last_day: date,
    questions: Sequence[AskedQuestion],
    company: Company,
) -> bytes:
    """One print file. Raises GlyphMissing."""
    asked = [part for place, one in enumerate(questions, 1) for part in _question(place, one)]
    how = f"请于 {last_day} 前（含当日）交给网格员或投入意见箱，也可以用手机扫下面的码直接填写；两种方式只算一次。"
    told = f"\n咨询 {company.phone}" if company.phone else ""

    def paper(one: SheetDoc) -> Document:
        code = QrCode(one.address, f"{one.number}\n扫码在手机上填写。物业只公布汇总数，不显示哪户答了什么。{told}")
        parts = [*([Paragraph(words, large=True)] if words else ()), Paragraph(how), *asked, code]
        return Document(title="调查问卷", issuer=estate, subtitle=title, foot=one.number, parts=parts)

    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheets.pdf"
        write_together(((one.number, paper(one)) for one in sheets), path, title=f"调查问卷 {number}")
        return path.read_bytes()


def _question(place: int, question: AskedQuestion) -> list[DocumentPart]:
    head = Paragraph(f"{place}．{question.text}{_MARKS[question.kind]}", large=True)
    if question.kind is QuestionKind.TEXT:
        return [head, Paragraph(_LINE), Paragraph(_LINE)]
    steps = question.options or [str(step) for step in range(1, question.steps + 1)]
    return [head, Paragraph("　　".join(f"□ {one}" for one in steps), large=True)]
