"""记账凭证 on paper: one voucher, or a month's bound with its cover."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from invoices.modules.books.domain.vouchers import VoucherLine, voucher_name
from invoices.modules.books.models import Voucher
from invoices.modules.books.selectors import lines_of_voucher, papers_behind, vouchers_of
from property_ops.framework.bulk import slices
from property_ops.framework.pdf.papers import (
    Document,
    LabelledFacts,
    PdfColumn,
    PdfTable,
    Signature,
    Signatures,
    render,
    write_together,
)
from property_ops.kernel.chinese_days import chinese_day, chinese_month
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Company, Estate

AT_A_TIME = 200
SIGNED_BY = ("财务主管", "记账", "出纳", "审核", "制单")
COLUMNS = (
    PdfColumn("摘要", 2.4),
    PdfColumn("会计科目", 2.6),
    PdfColumn("明细", 1.4),
    PdfColumn("借方金额", 1.3, figures=True),
    PdfColumn("贷方金额", 1.3, figures=True),
)


def voucher_pdf(voucher: Voucher) -> bytes:
    lines, papers = lines_of_voucher([voucher])[voucher.pk], papers_behind([voucher])
    return render(_voucher(voucher, lines, papers.get(voucher.pk, 0), _issuer(), _estates()))


def write_month(month: Month, path: Path) -> int:
    """The month's vouchers behind their cover as one print file; how many sheets."""
    return write_together(_papers(month), path, title=f"{chinese_month(month)}记账凭证")


def _papers(month: Month) -> Iterator[tuple[str, Document]]:
    vouchers, issuer, estates = list(vouchers_of(month)), _issuer(), _estates()
    papers = {pk: count for some in slices(vouchers, AT_A_TIME) for pk, count in papers_behind(some).items()}
    yield "封面", _cover(month, vouchers, sum(papers.values()), issuer)
    for some in slices(vouchers, AT_A_TIME):
        lines = lines_of_voucher(some)
        for voucher in some:
            said = lines.get(voucher.pk, ()), papers.get(voucher.pk, 0)
            yield voucher.name, _voucher(voucher, *said, issuer, estates)


def _cover(month: Month, vouchers: Sequence[Voucher], papers: int, issuer: str) -> Document:
    first, last = (vouchers[0].name, vouchers[-1].name) if vouchers else ("", "")
    facts = LabelledFacts(
        [
            ("单位", issuer),
            ("会计期间", chinese_month(month)),
            ("凭证种类", "记账凭证"),
            ("凭证号数", f"{first} 至 {last}"),
            ("凭证张数", str(len(vouchers))),
            ("本月共　册，本册为第　册", ""),
            ("附件张数", str(papers)),
            ("归档日期", ""),
        ]
    )
    signatures = Signatures([Signature(party) for party in ("会计主管", "装订人", "保管人")])
    foot = f"{issuer}　{chinese_month(month)}记账凭证"
    return Document("记账凭证封面", issuer, chinese_month(month), foot, [facts, signatures])


def _voucher(
    voucher: Voucher, lines: Sequence[VoucherLine], papers: int, issuer: str, estates: Mapping[str, str]
) -> Document:
    total = sum((line.debit for line in lines), ZERO)
    rows = [
        (
            voucher.summary if place == 0 else "",
            f"{line.account} {line.name}",
            estates.get(line.estate, line.estate),
            _figure(line.debit),
            _figure(line.credit),
        )
        for place, line in enumerate(lines)
    ]
    table = PdfTable(COLUMNS, rows, total=("合计", total.in_capitals(), "", total.grouped(), total.grouped()))
    makers = [Signature(party, name=str(voucher.numbered_by) if party == "制单" else "") for party in SIGNED_BY]
    day = chinese_day(voucher.day)
    subtitle = f"{day}　　{voucher_name(voucher.number)} 号　　附单据 {papers} 张"
    return Document("记账凭证", issuer, subtitle, f"{issuer}　{voucher}", [table, Signatures(makers)])


def _figure(amount: Yuan) -> str:
    return amount.grouped() if amount else ""


def _issuer() -> str:
    return Company.load().name or "物业公司"


def _estates() -> dict[str, str]:
    return dict(Estate.objects.values_list("code", "name"))
