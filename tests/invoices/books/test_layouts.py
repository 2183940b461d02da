"""Vouchers for other programs: every line once, balanced, in the columns of their layouts."""

from datetime import UTC, date, datetime

import pytest

from invoices.modules.books.domain.errors import NothingToNumber, VouchersMissing
from invoices.modules.books.domain.layouts import KINGDEE, kingdee_rows, yonyou_lines
from invoices.modules.books.public import number_vouchers
from invoices.modules.books.selectors import AuditYear, lines_going_out
from invoices.modules.ledger.public import EntryDraft, Leg, post
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from tests.invoices.books.for_auditors import tables_of, tie_auditors_files
from tests.visitors import visitor

JUNE, NOW = Month(2022, 6), datetime(2022, 7, 5, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_month_goes_out_as_the_layouts_want_it(accountant):
    legs = (Leg("5602", fen=1_234_56), Leg("5603.01", fen=44), Leg("2202", fen=-1_235_00))
    post([EntryDraft("cost/1", date(2022, 6, 20), JUNE.start, "办公,费", legs)])
    number_vouchers(month=JUNE, by=accountant, now=NOW)
    with pytest.raises(NothingToNumber):
        number_vouchers(month=JUNE, by=accountant, now=NOW)
    rows = list(kingdee_rows(lines_going_out(JUNE)))
    assert tuple(rows[0]) == KINGDEE
    assert [(row["凭证号"], row["科目代码"], row["借方金额"], row["贷方金额"]) for row in rows] == [
        (1, "5602", Yuan(1_234_56), ZERO), (1, "5603.01", Yuan(44), ZERO), (1, "2202", ZERO, Yuan(1_235_00)),
    ]  # fmt: skip
    head, *lines = yonyou_lines(lines_going_out(JUNE))
    assert head == "填制凭证,V800\r\n"
    made_by = accountant.display_name or accountant.username
    assert lines[1].startswith("2022-06-20,记,1,0,办公，费,560301,0.44,0.00,0,0,0,")
    assert lines[1].endswith(f",{made_by}\r\n") or made_by == ""
    assert sum(float(line.split(",")[6]) - float(line.split(",")[7]) for line in lines) == pytest.approx(0)


def test_a_year_goes_to_auditors_once_all_of_it_is_on_vouchers(accountant):
    """What is not numbered would be in the balances and on no voucher: it is named instead."""
    legs = (Leg("5602", "BC01", fen=1_234_56), Leg("2202", fen=-1_234_56))
    post([EntryDraft("cost/1", date(2022, 6, 20), JUNE.start, "A<B & 办公费", legs)])
    client = visitor("accountant")
    assert client.get("/financial-statements/2022/for-auditors.zip").headers["Location"] == "/vouchers/"
    number_vouchers(month=JUNE, by=accountant, now=NOW)
    tie_auditors_files(2022, JUNE)
    answer = client.get("/financial-statements/2022/for-auditors.zip")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    (row, _other) = tables_of(2022)["记账凭证"]
    assert (row["记账凭证摘要"], row["科目编号"], row["辅助项1编号"]) == ("A<B & 办公费", "5602", "BC01")
    post([EntryDraft("cost/2", date(2022, 6, 21), JUNE.start, "水费", legs)])
    with pytest.raises(VouchersMissing):
        AuditYear(2022)
    assert visitor("cashier").get("/financial-statements/2022/for-auditors.zip").status_code == 403
