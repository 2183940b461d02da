"""Statements of accounts (对账单): on screen, in Excel, as one PDF, as many, as a print file."""

from datetime import date
from io import BytesIO

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from invoices.modules.billing.public import BillingTerms
from invoices.modules.ledger.public import EntryDraft, post
from invoices.modules.statements.domain.errors import CompanyUnknown, NothingOnAccounts
from invoices.modules.statements.services import account_docs, print_account, print_estate, write_accounts
from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month, Period
from property_ops.modules.estates.public import Company, Tenure
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from tests.pages import queries_of, sheet_of
from tests.visitors import ROLES, visitor

YEAR = Period(date(2022, 1, 1), date(2023, 1, 1))
DAYS = "first=2022-01-01&last=2022-12-31"
HOME, TOP = "BC01-2-1-101", "BC01-10-1-101"


def receivable(source, day, fen, account, party):
    other = ("5001.01", "BC01", "", "", -fen) if fen > 0 else ("1002", "BC01", "", "", -fen)
    month = Month.of(day).start
    return EntryDraft(source, day, month, f"收款 {source}", (("1122", "BC01", account, str(party), fen), other))


@pytest.fixture
def posted(shipped):
    """A home whose owner changed in May, and one on a later building; the second owner paid more than was due."""
    Company.objects.update_or_create(id=1, defaults={"name": "城市物业服务有限公司", "address": "人民路88号"})
    estate = EstateFactory(code="BC01", name="牡丹花园")
    home = owned_unit(owner="李小华", estate=estate, building=2, entrance=1, room="101", code=HOME)
    top = owned_unit(owner="张三", estate=estate, building=10, entrance=1, room="101", code=TOP)
    home.tenures.update(end=date(2022, 5, 1))
    first = home.tenures.get()
    second = Tenure.objects.create(unit=home, role="owner", name="王小明", start=date(2022, 5, 1))
    post(
        [
            receivable("bill/ZD-1", date(2022, 2, 5), 100_00, HOME, first.pk),
            receivable("bill/ZD-2", date(2022, 6, 5), 60_00, HOME, second.pk),
            receivable("other/SJ-1", date(2022, 6, 9), -80_00, HOME, second.pk),
            receivable("bill/ZD-3", date(2022, 6, 5), 33_33, TOP, top.tenures.get().pk),
        ]
    )
    return first, second


def said(doc):
    return [(line.day, line.words, line.charged, line.paid, line.balance.fen) for line in doc.lines]


def test_every_payer_of_an_account_has_a_statement_in_building_order(posted):
    docs = list(account_docs(YEAR))
    assert [(doc.unit, doc.payer, doc.closing.fen) for doc in docs] == [
        ("2号楼1单元101", "李小华", 100_00),
        ("2号楼1单元101", "王小明", -20_00),
        ("10号楼1单元101", "张三", 33_33),
    ]
    assert said(docs[1]) == [
        (date(2022, 6, 5), "bill ZD-2", Yuan(60_00), None, 60_00),
        (date(2022, 6, 9), "收款 other/SJ-1", None, Yuan(80_00), -20_00),
    ]


def test_what_was_before_the_days_is_the_opening_balance(posted):
    first, second = posted
    (doc,) = account_docs(Month(2022, 7).period, account=HOME, party=str(second.pk))
    assert (doc.opening, doc.lines, doc.closing) == (Yuan(-20_00), (), Yuan(-20_00))
    (doc,) = account_docs(Month(2022, 2).period, account=HOME, party=str(first.pk))
    assert (doc.opening.fen, doc.closing.fen, doc.lines[0].month) == (0, 100_00, "2022-02")


def test_a_statement_on_paper_is_the_same_to_the_byte_and_says_it_is_no_invoice(posted, accountant):
    _first, second = posted
    one, other = (print_account(period=YEAR, account=HOME, party=str(second.pk), by=accountant) for _time in range(2))
    assert one == other
    text = PdfReader(BytesIO(one)).pages[0].extract_text()
    for words in ("对账单", "王小明", "账单 ZD-2", "期末预存", "20.00", "不是发票", "城市物业服务有限公司"):
        assert words in text
    assert "李小华" not in text
    assert AuditEvent.objects.filter(action="statements.account_printed", subject=HOME, user=accountant).count() == 2


def test_names_are_masked_where_the_terms_say_so(posted):
    BillingTerms.objects.update(mask_payers=True)
    assert [doc.payer for doc in account_docs(YEAR)] == ["李*华", "王*明", "张*"]


def test_one_file_for_each_account_and_payer(posted, accountant, tmp_path):
    assert write_accounts(period=YEAR, estates=[], out=tmp_path / "out", by=accountant) == 3
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "BC01-10-1-101.pdf", "BC01-2-1-101-2.pdf", "BC01-2-1-101.pdf",
    ]  # fmt: skip
    with pytest.raises(NothingOnAccounts):
        write_accounts(period=YEAR, estates=["BC02"], out=tmp_path / "none", by=accountant)


def test_the_command_writes_them_and_gives_tables(posted, tmp_path, capsys):
    days = ("--from", "2022-01-01", "--to", "2022-12-31")
    call_command("report", "account-statements", *days, format="pdf", out=tmp_path / "out")
    assert len(list((tmp_path / "out").iterdir())) == 3
    call_command("report", "account-statements", *days)
    assert f"牡丹花园,{TOP},张三,0.00,2022-06-05,4,bill ZD-3,2022-06,33.33,,33.33,33.33" in capsys.readouterr().out


def test_the_print_file_of_an_estate_has_them_all(posted, accountant, tmp_path):
    print_estate(period=YEAR, estate="BC01", out=tmp_path / "all.pdf", by=accountant)
    pages = PdfReader(tmp_path / "all.pdf").pages
    assert [name in page.extract_text() for page, name in zip(pages, ("李小华", "王小明", "张三"), strict=True)] == [
        True, True, True,
    ]  # fmt: skip


def test_who_may_not_gets_nothing(posted, tmp_path):
    clerk = UserFactory(role="dispatcher")
    with pytest.raises(NotAllowed):
        print_account(period=YEAR, account=HOME, party="1", by=clerk)
    with pytest.raises(NotAllowed):
        write_accounts(period=YEAR, estates=[], out=tmp_path, by=clerk)
    assert list(tmp_path.iterdir()) == []


def test_without_a_company_nothing_is_printed(posted):
    Company.objects.all().delete()
    with pytest.raises(CompanyUnknown):
        list(account_docs(YEAR))


@pytest.mark.parametrize("role", ROLES)
def test_who_works_with_the_accounts_sees_them(posted, role):
    expected = 200 if role in ("accountant", "reviewer", "manager", "auditor") else 403
    for path in ("", f"{HOME}/", "print/BC01.pdf?" + DAYS):
        assert visitor(role).get(f"/account-statements/{path}").status_code == expected


def test_the_list_shows_what_is_owed_and_is_filtered_by_it(posted):
    person = visitor()
    rows = sheet_of(person.get("/account-statements/?export=xlsx"))
    assert [(row[0], row[-1]) for row in rows[1:]] == [(HOME, 80), (TOP, 33.33)]
    assert "113.33" in person.text("/account-statements/")
    assert TOP not in person.text("/account-statements/?side=in_credit")
    assert HOME not in person.text("/account-statements/?q=张三")


def test_the_page_shows_one_payer_and_offers_the_others_and_is_recorded(posted):
    first, _second = posted
    person = visitor()
    page = person.text(f"/account-statements/{HOME}/?{DAYS}")
    assert "bill ZD-2" in page
    assert "bill ZD-1" not in page
    assert "李小华" in page  # to be chosen
    assert "bill ZD-1" in person.text(f"/account-statements/{HOME}/?{DAYS}&party={first.pk}")
    assert AuditEvent.objects.filter(action="statements.account_viewed", subject=HOME).count() == 2
    assert person.get(f"/account-statements/{HOME}/?{DAYS}&party=no").status_code == 422
    assert person.get("/account-statements/BC09-1-1-1/").status_code == 404


def test_the_page_as_excel_and_as_pdf(posted):
    _first, second = posted
    person = visitor()
    rows = sheet_of(person.get(f"/account-statements/{HOME}/?{DAYS}&party={second.pk}&export=xlsx"))
    assert [row[4:] for row in rows[1:]] == [(None, None, 0), (60, None, 60), (None, 80, -20)]
    assert person.get(f"/account-statements/{HOME}/?{DAYS}&export=pdf").content.startswith(b"%PDF")


def test_a_unit_shows_where_its_account_stands(posted):
    page = visitor().text(f"/units/{TOP}/")
    assert "33.33" in page
    assert f"/account-statements/{TOP}/" in page


def test_more_accounts_take_no_more_queries(posted):
    person = visitor()
    few = queries_of(person, "/account-statements/")
    estate = EstateFactory(code="BC02")
    for room in range(101, 109):
        unit = owned_unit(estate=estate, room=str(room))
        post([receivable(f"bill/{room}", date(2022, 6, 5), 1, unit.code, 1)])
    assert queries_of(person, "/account-statements/") == few
