"""The pages of cost and income: who sees them, what they say, and what their buttons do."""

import pytest

from invoices.modules.breakeven.public import CostKind, CostVoucher, post_work_costs
from property_ops.framework.approval.domain import ApprovalState
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.testing import WorkOrderFactory
from tests.invoices import june
from tests.pages import book_of, sheet_of, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_accountant(shipped):
    return visitor("accountant", english=True)


@pytest.fixture
def june_posted(issued_june, accountant):
    estate = issued_june
    post_work_costs(month=Month(2022, 6), by=accountant, today=june.TODAY)
    return estate


def test_cost_income_balance_and_who_bears_it(as_accountant, june_posted):
    words = text_of(as_accountant.get("/breakeven/BC01/"))
    for figure in ("1,000.00", "1,045.76", "-45.76", "-95.76", "50.00"):
        assert figure in words
    assert "¥95.76 of the residents&#x27; fees are left over" in words
    assert "¥50.00 of work that was not accepted is borne by the company" in words
    assert "王芳" not in words


def test_the_next_rate_and_one_that_is_tried(as_accountant, june_posted):
    """Needed from the service fee: 950.00 − 40.00 − 950.00 < 0, so the next rate is zero; 0.80 brings twice 0.40."""
    words = text_of(as_accountant.get("/breakeven/BC01/?rate=0.80"))
    assert "Next rate" in words
    assert "Simulated" in words
    assert as_accountant.get("/breakeven/BC01/?rate=nonsense").status_code == 200


def test_as_excel_and_as_pdf(as_accountant, june_posted):
    book = book_of(as_accountant.get("/breakeven/BC01/?export=xlsx"), values=True)
    assert [cell.value for cell in list(book.active.iter_rows())[-1]] == [
        "Balance (cost − income)",
        "Balance (cost − income)",
        -95.76,
        50,
        -45.76,
    ]
    answer = as_accountant.get("/breakeven/BC01/?export=pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_all_estates_of_a_year(as_accountant, june_posted):
    words = text_of(as_accountant.get("/breakeven/"))
    assert "牡丹花园" in words
    assert "surplus" in words


def test_nothing_yet(as_accountant):
    EstateFactory(code="BC09")
    assert "neither cost nor income" in text_of(as_accountant.get("/breakeven/"))
    assert "neither cost nor income" in text_of(as_accountant.get("/breakeven/BC09/"))
    assert as_accountant.get("/breakeven/BC10/").status_code == 404


def test_a_dispatcher_sees_none_of_it(shipped):
    client = visitor("dispatcher")
    for page in ("/breakeven/", "/costs/", "/costs/new/", "/costs/waiting/"):
        assert client.get(page).status_code == 403


def test_works_that_are_not_posted_are_named_and_posted_by_a_button(as_accountant):
    WorkOrderFactory()
    assert "2022-06: the cost of 1 accepted work, ¥1,000.00, is not in the ledger" in text_of(
        as_accountant.get("/costs/")
    )
    answer = as_accountant.post("/costs/works/2022-06/post/", follow=True)
    assert "Posted: costs of 1 works, ¥1,000.00." in text_of(answer)
    assert "is not in the ledger" not in text_of(as_accountant.get("/costs/"))


def test_prepared_by_form_approved_by_another_taken_back(as_accountant):
    estate, as_reviewer = EstateFactory(), visitor("reviewer", english=True)
    form = {
        "estate": estate.pk, "month": "2022-06", "kind": CostKind.objects.get(code="cleaning").pk, "amount": "4,300.00",
        "funding": "residents", "memo": "6月保洁", "reference": "记-1", "attachments": "发票1张",
    }  # fmt: skip
    assert as_accountant.post("/costs/new/", {**form, "amount": "0"}).status_code == 422
    assert as_accountant.post("/costs/new/", {**form, "month": "June"}).status_code == 422
    as_accountant.post("/costs/new/", form)
    assert as_accountant.post("/costs/new/", form).status_code == 422
    voucher = CostVoucher.objects.get()
    assert as_accountant.post("/costs/approve/", {"voucher": voucher.pk}).status_code == 403
    assert "记-1" in text_of(as_reviewer.get("/costs/waiting/"))
    assert "1 voucher approved and posted." in text_of(
        as_reviewer.post("/costs/approve/", {"voucher": voucher.pk}, follow=True)
    )
    assert "FY2022-000001" in text_of(as_accountant.get(f"/costs/{voucher.pk}/"))
    as_accountant.post(f"/costs/{voucher.pk}/reverse/", {"reason": "重复"})
    assert list(voucher.reversals.values_list("state", flat=True)) == [ApprovalState.WAITING]
    assert "Taken back by" in text_of(as_accountant.get(f"/costs/{voucher.pk}/"))
    as_accountant.post(f"/approvals/cost/{voucher.reversals.get().pk}/withdraw/")
    assert voucher.reversals.get().state == ApprovalState.WITHDRAWN


def test_the_list_as_excel(as_accountant):
    assert len(sheet_of(as_accountant.get("/costs/?export=xlsx"))) == 1


def test_in_chinese(june_posted):
    assert "差额（成本－收入）" in text_of(visitor("manager").get("/breakeven/BC01/"))
