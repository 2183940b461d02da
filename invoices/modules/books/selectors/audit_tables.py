"""What stands in the tables for auditors (GB/T 24589.1), row by row, from vouchers and the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib.metadata import version

from invoices.modules.books.domain import audit_tables as tables
from invoices.modules.books.domain.audit_tables import CURRENCY, ESTATE_FILE, Row, both, nature, plain, side, type_of
from invoices.modules.books.domain.errors import NothingForAuditors, VouchersMissing
from invoices.modules.books.domain.statement_lines import CASH_FORM
from invoices.modules.books.domain.vouchers import WORD, VoucherLine
from invoices.modules.books.models import ManualVoucher, Voucher
from invoices.modules.books.selectors.figures import StatementsOfMonth, statements_of
from invoices.modules.books.selectors.vouchers import (
    AT_A_TIME,
    lines_of_voucher,
    papers_behind,
    turnover_of,
    unnumbered_months,
    vouchers_of,
)
from invoices.modules.ledger.public import LedgerAccount, balances_by_estate
from property_ops.framework.bulk import slices
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY, Month
from property_ops.modules.estates.public import Company, Estate

Place = tuple[str, str]
"""Account and estate, both codes."""
STATEMENTS = (("1", "资产负债表"), ("2", "利润表"), ("3", "现金流量表"))


@dataclass
class AuditYear:
    """The books of a year up to its last month with vouchers. Raises NothingForAuditors, VouchersMissing."""

    year: int
    accounts: dict[str, tuple[str, str]] = field(init=False)
    months: list[Month] = field(init=False)

    def __post_init__(self) -> None:
        numbered = Voucher.objects.filter(month__year=self.year).order_by("month").values_list("month", flat=True)
        if not numbered.exists():
            raise NothingForAuditors(year=self.year)
        last = Month.of(numbered.last() or date(self.year, 1, 1))
        for month, count in unnumbered_months():
            if month.start <= last.start:
                raise VouchersMissing(month=month, count=count)
        self.months = [Month(self.year, number) for number in range(1, last.number + 1)]
        self.accounts = {
            code: (name, kind) for code, name, kind in LedgerAccount.objects.values_list("code", "name", "kind")
        }

    def rows(self, table: str) -> Iterator[Row]:
        """Of one of the tables."""
        return _ROWS[table](self)

    def book(self) -> Iterator[Row]:
        company = Company.load().name
        yield {
            "电子账簿编号": "001",
            "电子账簿名称": f"{company}{self.year}年账簿",
            "会计核算单位": company,
            "单位性质": "企业单位",
            "行业": "物业管理",
            "开发单位": "property-ops",
            "版本号": version("property-ops"),
            "本位币": CURRENCY,
            "会计年度": str(self.year),
            "标准版本号": tables.STANDARD,
        }

    def periods(self) -> Iterator[Row]:
        for month in self.months:
            yield {
                **_in_month(month),
                "会计期间起始日期": _day(month.start),
                "会计期间结束日期": _day(month.period.last_day),
            }

    def voucher_kinds(self) -> Iterator[Row]:
        yield {"记账凭证类型编号": WORD, "记账凭证类型名称": "记账凭证", "记账凭证类型简称": WORD}

    def currencies(self) -> Iterator[Row]:
        yield {"币种编码": CURRENCY, "币种名称": tables.CURRENCY_NAME}

    def files(self) -> Iterator[Row]:
        yield {"档案编码": ESTATE_FILE, "档案名称": ESTATE_FILE, "档案描述": "管理的小区", "是否有层级特征": "0"}

    def estates(self) -> Iterator[Row]:
        for code, name in Estate.objects.order_by("code").values_list("code", "name"):
            yield {"档案编码": ESTATE_FILE, "档案值编码": code, "档案值名称": name, "档案值级次": "1"}

    def basics(self) -> Iterator[Row]:
        yield {"结构分隔符": "-", "会计科目编号规则": "4-2"}

    def chart(self) -> Iterator[Row]:
        for code, (name, kind) in sorted(self.accounts.items()):
            yield {
                "科目编号": plain(code),
                "科目名称": name,
                "科目级次": str(code.count(".") + 1),
                "科目类型": type_of(code, kind),
                "余额方向": nature(code, kind),
            }

    def kept_by_estate(self) -> Iterator[Row]:
        for code in sorted({code for code, estate in self._opening if estate} | self._moved_by_estate()):
            yield {
                "科目编号": plain(code),
                "辅助项编号": "1",
                "辅助项名称": ESTATE_FILE,
                "对应档案": ESTATE_FILE,
                "辅助项描述": "按小区核算",
            }

    def balances(self) -> Iterator[Row]:
        """By account that is posted to, estate and month; what never moved and stands at nothing is left out."""
        standing = dict(self._opening)
        for month in self.months:
            moved = {(account, estate): sides for account, estate, *sides in turnover_of(month)}
            for place in sorted(standing.keys() | moved.keys()):
                opening = standing.get(place, ZERO)
                debit, credit = moved.get(place, (ZERO, ZERO))
                closing = opening + debit - credit
                standing[place] = closing
                yield {
                    "科目编号": plain(place[0]),
                    "辅助项1编号": place[1],
                    "期初余额方向": side(opening),
                    "期末余额方向": side(closing),
                    "币种编码": CURRENCY,
                    **_in_month(month),
                    **both("期初", "余额", opening),
                    **both("借方", "金额", debit),
                    **both("贷方", "金额", credit),
                    **both("期末", "余额", closing),
                }

    def vouchers(self) -> Iterator[Row]:
        for month in self.months:
            by_hand = _by_hand(month)
            for voucher, lines, papers in self._vouchers(month):
                manual = by_hand.get(voucher.pk)
                for row, one in enumerate(lines, 1):
                    yield {
                        "记账凭证日期": _day(voucher.day),
                        **_in_month(month),
                        "记账凭证类型编号": WORD,
                        "记账凭证编号": f"{voucher.number:04d}",
                        "记账凭证行号": str(row),
                        "记账凭证摘要": voucher.summary,
                        "科目编号": plain(one.account),
                        "辅助项1编号": one.estate,
                        "币种编码": CURRENCY,
                        **both("借方", "金额", one.debit),
                        **both("贷方", "金额", one.credit),
                        "汇率": "1",
                        "附件数": str(papers),
                        "制单人": str(manual.prepared_by if manual else voucher.numbered_by),
                        "审核人": str(manual.decided_by) if manual and manual.decided_by else "",
                        "记账人": str(voucher.numbered_by),
                        "记账标志": "1",
                        "作废标志": "0",
                        "凭证来源系统": "property-ops",
                    }

    def reports(self) -> Iterator[Row]:
        last = self.months[-1]
        for number, name in STATEMENTS:
            yield {
                "报表编号": number,
                "报表名称": name,
                "报表报告日": _day(last.period.last_day),
                "报表报告期": f"{last.year}{last.number:02d}",
                "编制单位": Company.load().name,
                "货币单位": "元",
            }

    def report_items(self) -> Iterator[Row]:
        found = statements_of(self.months[-1])
        for statement, number, name, column, amount in _figures(found):
            yield {
                "报表编号": statement,
                "报表项编号": str(number),
                "报表项名称": f"{name}（{column}）",
                "报表项数值": f"{amount.as_decimal():.2f}",
            }

    @cached_property
    def _opening(self) -> dict[Place, Yuan]:
        day = date(self.year, 1, 1) - ONE_DAY
        return {
            (code, estate): balance
            for code in self.accounts
            for estate, balance in balances_by_estate(code, until=day).items()
            if balance
        }

    def _moved_by_estate(self) -> set[str]:
        months = [month.start for month in self.months]
        moved = Voucher.objects.filter(month__in=months, entries__entry__legs__estate__gt="").order_by()
        return set(moved.values_list("entries__entry__legs__account__code", flat=True).distinct())

    def _vouchers(self, month: Month) -> Iterator[tuple[Voucher, list[VoucherLine], int]]:
        """Each with its lines, and how many papers stand behind it."""
        for some in slices(list(vouchers_of(month)), AT_A_TIME):
            lines, papers = lines_of_voucher(some), papers_behind(some)
            for voucher in some:
                yield voucher, lines.get(voucher.pk, []), papers.get(voucher.pk, 0)


_ROWS = {
    "电子账簿": AuditYear.book,
    "会计期间": AuditYear.periods,
    "记账凭证类型": AuditYear.voucher_kinds,
    "币种": AuditYear.currencies,
    "自定义档案项": AuditYear.files,
    "自定义档案项值": AuditYear.estates,
    "总账基础信息": AuditYear.basics,
    "会计科目": AuditYear.chart,
    "科目辅助核算": AuditYear.kept_by_estate,
    "科目余额及发生额": AuditYear.balances,
    "记账凭证": AuditYear.vouchers,
    "报表集": AuditYear.reports,
    "报表项数据": AuditYear.report_items,
}


def _figures(found: StatementsOfMonth) -> Iterator[tuple[str, int, str, str, Yuan]]:
    """(statement, number, name, column, amount) of every line that has a figure."""
    for statement, rows, columns in (
        ("1", (*found.assets, *found.liabilities), ("期末余额", "年初余额")),
        ("2", found.income, ("本年累计金额", "本月金额")),
    ):
        for row in rows:
            for column, amount in zip(columns, (row.first, row.second), strict=True):
                if amount is not None:
                    yield statement, row.line.number, row.line.name, column, amount
    for name, number, _totals in CASH_FORM:
        for column, amount in zip(("本年累计金额", "本月金额"), found.cash.get(number, ()), strict=False):
            yield "3", number, name, column, amount


def _by_hand(month: Month) -> dict[int, ManualVoucher]:
    """The vouchers that were entered by hand, by the voucher of the month that they stand on."""
    posted = ManualVoucher.objects.filter(number__isnull=False).select_related("prepared_by", "decided_by")
    by_source = {f"voucher/{one.number}": one for one in posted.filter(day__gte=month.start, day__lt=month.end)}
    rows = Voucher.objects.filter(month=month.start, entries__entry__source__startswith="voucher/").order_by()
    return {
        pk: by_source[source] for pk, source in rows.values_list("pk", "entries__entry__source") if source in by_source
    }


def _in_month(month: Month) -> Row:
    return {"会计年度": str(month.year), "会计期间号": f"{month.number:02d}"}


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
