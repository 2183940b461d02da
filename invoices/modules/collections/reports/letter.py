"""A reminder letter on paper: facts, a reasonable time, ways to pay, how to object."""

from collections.abc import Iterator, Sequence

from invoices.modules.collections.domain import wording
from invoices.modules.collections.domain.reminding import OverdueLine
from invoices.modules.collections.domain.states import Stage
from invoices.modules.collections.models import ReminderLetter, ReminderRun
from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    Heading,
    LabelledFacts,
    Paragraph,
    PdfColumn,
    PdfTable,
)
from property_ops.kernel.chinese_days import chinese_day
from property_ops.modules.estates.public import Company

LINES = (
    PdfColumn("账单", 1.35),
    PdfColumn("项目", 1.4),
    PdfColumn("服务期间", 1.7),
    PdfColumn("付款截止日", 1.1),
    PdfColumn("逾期天数", 0.8, figures=True),
    PdfColumn("未付金额(元)", 1.1, figures=True),
)


def paper_of(
    letter: ReminderLetter,
    run: ReminderRun,
    lines: Sequence[OverdueLine],
    company: Company,
    ways_to_pay: str,
) -> Document:
    contact = (company.name, company.address, company.phone and f"电话 {company.phone}")
    return Document(
        title=wording.TITLES[Stage(run.stage)],
        issuer="　".join(filter(None, contact)),
        subtitle=f"{letter.number}　{run.estate.name}　{letter.unit_code}",
        foot=f"{letter.number}",
        parts=list(_parts(letter, run, lines, company, ways_to_pay)),
    )


def _parts(
    letter: ReminderLetter,
    run: ReminderRun,
    lines: Sequence[OverdueLine],
    company: Company,
    ways_to_pay: str,
) -> Iterator[DocumentPart]:
    assert run.sent_on is not None
    yield Paragraph(wording.salutation(letter.payer_name))
    yield Paragraph(wording.opening(Stage(run.stage), as_of=run.as_of))
    yield PdfTable(LINES, [_row(line, run) for line in lines], ["合计", "", "", "", "", letter.total.grouped()])
    yield LabelledFacts([("大写", letter.total.in_capitals()), ("请于此日前缴纳", chinese_day(run.pay_by))])
    yield Paragraph(wording.closing(Stage(run.stage), pay_by=run.pay_by))
    yield Heading(wording.WAYS_TO_PAY)
    yield Paragraph("\n".join(filter(None, (wording.ways_in_a_letter(ways_to_pay), _bank(company)))))
    yield Heading(wording.HOW_TO_OBJECT)
    yield Paragraph(f"{wording.objection(pay_by=run.pay_by)}{wording.NOT_LISTED}")
    yield Paragraph(f"{company.name}\n{chinese_day(run.sent_on)}")


def _row(line: OverdueLine, run: ReminderRun) -> list[str]:
    overdue = (run.as_of - line.due_on).days
    period = f"{line.first:%Y.%m.%d}" if line.first == line.last else f"{line.first:%Y.%m.%d}–{line.last:%m.%d}"
    return [line.bill, line.item, period, f"{line.due_on:%Y.%m.%d}", str(overdue), line.open.grouped()]


def _bank(company: Company) -> str:
    return f"转账：{company.bank_name}，账号 {company.bank_account}" if company.bank_account else ""
