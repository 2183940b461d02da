"""The screens of credit notes: who sees what, what they type, what comes out."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from invoices.modules.credit_notes.models import CreditNote
from invoices.modules.credit_notes.services import approve_credit_note
from property_ops.framework.models import AuditEvent
from property_ops.kernel.money import Yuan
from tests.invoices.july import JULY, NOW
from tests.invoices.june import LIVED_IN, bill_of
from tests.pages import sheet_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill(issued_june):
    return bill_of(LIVED_IN)


@pytest.fixture
def line(bill):
    return bill.lines.get(amount=Yuan(16_44))


@pytest.fixture
def clerk(shipped):
    return visitor("accountant")


def typed(line, **values):
    return {f"{line.pk}-{name}": value for name, value in values.items()}


def test_a_credit_note_goes_from_the_bill_over_another_person_to_the_paper(bill, line, clerk):
    assert f"/bills/{bill.pk}/credit/" in clerk.text(f"/bills/{bill.pk}/")
    answer = clerk.post(f"/bills/{bill.pk}/credit/", {"reason": "面积登记有误", **typed(line, amount="１０．００")})
    note = CreditNote.objects.get()
    assert answer["Location"] == f"/credit-notes/{note.pk}/"
    page = clerk.text(f"/credit-notes/{note.pk}/")
    assert "another person must approve it" in page
    assert f"/approvals/credit_note/{note.pk}/approve/" not in page
    assert clerk.get(f"/credit-notes/{note.pk}/credit-note.pdf").status_code == 404

    reviewer = visitor("reviewer")
    assert f"/approvals/credit_note/{note.pk}/approve/" in reviewer.text(f"/credit-notes/{note.pk}/")
    reviewer.post(f"/approvals/credit_note/{note.pk}/approve/")
    note.refresh_from_db()
    assert note.number in reviewer.text(f"/bills/{bill.pk}/")
    pdf = reviewer.get(f"/credit-notes/{note.pk}/credit-note.pdf")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    for words in (note.number, bill.number, "面积登记有误", "-10.00", "人民币壹拾元整", "不是税务发票", "李小华"):
        assert words in text
    assert AuditEvent.objects.filter(action="credit_notes.opened", subject=note.number).exists()


def test_the_same_note_is_the_same_file(bill, line, clerk, reviewer):
    clerk.post(f"/bills/{bill.pk}/credit/", {"reason": "有误", **typed(line, amount="1")})
    note = CreditNote.objects.get()
    approve_credit_note(note_id=note.pk, by=reviewer, now=NOW, today=JULY)
    url = f"/credit-notes/{note.pk}/credit-note.pdf"
    assert clerk.get(url).content == clerk.get(url).content


def test_a_new_quantity_credits_the_line_and_bills_it_anew(bill, line, clerk, reviewer):
    clerk.post(f"/bills/{bill.pk}/credit/", {"reason": "面积应为80平方米", **typed(line, quantity="80")})
    note = CreditNote.objects.get()
    assert (note.total, note.lines.get().rebill.amount) == (Yuan(16_44), Yuan(15_20))
    approve_credit_note(note_id=note.pk, by=reviewer, now=NOW, today=JULY)
    new = note.lines.get().rebill.charge.bill_lines.get().bill
    page = clerk.text(f"/bills/{new.pk}/")
    assert f"Billed instead of a line of {bill.number}" in page
    assert new.number in clerk.text(f"/credit-notes/{note.pk}/")


@pytest.mark.parametrize(
    ("values", "says"),
    [({"amount": "16.45"}, "more than the 16.44"), ({"amount": "十元"}, "not an amount"), ({}, "Say for one line")],
)
def test_what_is_refused_is_told_and_stays_typed(bill, line, clerk, values, says):
    answer = clerk.post(f"/bills/{bill.pk}/credit/", {"reason": "面积登记有误", **typed(line, **values)})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert "面积登记有误" in page
    assert not CreditNote.objects.exists()


def test_the_list_is_found_filtered_and_exported(bill, line, clerk, reviewer):
    clerk.post(f"/bills/{bill.pk}/credit/", {"reason": "有误", **typed(line, amount="1")})
    approve_credit_note(note_id=CreditNote.objects.get().pk, by=reviewer, now=NOW, today=JULY)
    assert "HZ2022-000001" in clerk.text("/credit-notes/", q=LIVED_IN, state="approved")
    assert "HZ2022-000001" not in clerk.text("/credit-notes/", state="waiting")
    rows = sheet_of(clerk.get("/credit-notes/?export=xlsx"))
    assert rows[1][0] == "HZ2022-000001"


def test_who_may_do_what(bill, line):
    assert visitor("dispatcher").get("/credit-notes/").status_code == 403
    assert visitor("auditor").get(f"/bills/{bill.pk}/credit/").status_code == 403
    assert "/credit/" not in visitor("auditor").text(f"/bills/{bill.pk}/")
