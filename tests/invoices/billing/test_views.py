"""The bills on screen: what each page says, and to whom."""

from decimal import Decimal

from django.utils import timezone

from invoices.modules.billing.public import Bill
from invoices.modules.billing.selectors import visible_bills
from property_ops.framework.models import AuditEvent
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.models import EstateMembership
from tests.invoices.june import LIVED_IN, VACANT, bill_of, drafted
from tests.visitors import visitor

PAGE = "/month-end/2022-06/"


def test_a_bill_shows_the_evidence_behind_each_line(issued_june, accountant):
    client = visitor("accountant")
    page = client.text(f"/bills/{bill_of(LIVED_IN).pk}/")
    for text in (
        "李小华", "86.52 ㎡ × 0.35 × 0.475", "保洁", "90%", "李主任", "赵书记", "A017", "GD20220003", "361 ㎡",
        "郑玉婷", "2022-06-15", "1,000.00", "950.00", "86.52 / 186.52 ㎡", "440.67", "511.49",
        "ZD2022-BC01-000001", "1122",
    ):  # fmt: skip
        assert text in page, text
    assert AuditEvent.objects.filter(action="billing.viewed", user=client.user, subject="ZD2022-BC01-000001").exists()


def test_bills_are_found_by_number_payer_room_and_plate(issued_june):
    client = visitor("auditor")

    def found(**query):
        return [row.record.unit_code for row in client.get("/bills/", query).context["table"].rows]

    assert found(q="ZD2022-BC01-000002") == [VACANT]
    assert found(q="李小华") == found(q="5-2-301") == found(q="鲁R2F79D") == [LIVED_IN]
    assert found(month="2022-06", estate="BC01", state="issued") == [LIVED_IN, VACANT]
    assert found(state="draft") == found(month="2022-05") == []


def test_grid_workers_see_the_bills_of_their_own_estates_only(issued_june):
    estate = issued_june
    client, bill = visitor("grid_worker"), bill_of(LIVED_IN)
    assert LIVED_IN not in client.text("/bills/")
    for path in (f"/bills/{bill.pk}/", f"/bills/{bill.pk}/statement.pdf"):
        assert client.get(path).status_code == 404
    assert client.get(PAGE).status_code == 403
    EstateMembership.objects.create(user=client.user, estate=estate)
    assert LIVED_IN in client.text("/bills/")
    assert client.get(f"/bills/{bill.pk}/statement.pdf").status_code == 200


def test_odd_bills_say_why(accountant):
    drafted(accountant)
    Bill.objects.filter(unit_code=VACANT).update(total=ZERO)
    page = visitor("accountant").text(f"{PAGE}review/")
    assert VACANT in page
    assert "zero" in page
    assert LIVED_IN not in page


def test_a_bill_that_differs_from_last_month_is_odd_and_works_explain_it_or_not(accountant):
    drafted(accountant)
    lived_in = bill_of(LIVED_IN)
    Bill.objects.create(
        account=lived_in.account, estate=lived_in.estate, month="2022-05-01", payer_name="李小华",
        estate_name="牡丹花园", unit_code=LIVED_IN,
        total=lived_in.total - lived_in.lines.get(item_code="works_share").amount,
        prepared_by=accountant, prepared_at=timezone.now(),
    )  # fmt: skip
    page = visitor("accountant").text(f"{PAGE}review/")
    assert LIVED_IN in page
    assert "over 50% off last month" in page
    assert "because of works" in page
    assert LIVED_IN not in visitor("accountant").text(f"{PAGE}review/", why="open")


def test_a_draft_shows_what_would_be_brought_forward_and_the_list_adds_up(issued_june, accountant):
    first = bill_of(LIVED_IN)
    Bill.objects.create(
        account=first.account, estate=first.estate, month="2022-07-01", payer=first.payer, payer_name="李小华",
        estate_name="牡丹花园", unit_code=LIVED_IN, total=Yuan(30_00), prepared_by=accountant,
        prepared_at=timezone.now(),
    )  # fmt: skip
    draft, old = visible_bills(accountant).filter(unit_code=LIVED_IN)
    assert (draft.forward, draft.due) == (Yuan(511_49), Yuan(541_49))
    assert (old.forward, old.due) == (ZERO, Yuan(511_49))
    page = visitor("accountant").text(f"/bills/{draft.pk}/")
    assert "541.49" in page


def test_exports_are_recorded(issued_june, accountant):
    client = visitor("accountant")
    assert client.get("/bills/?export=xlsx").status_code == 200
    assert client.get(f"{PAGE}review/?export=xlsx").status_code == 200
    events = AuditEvent.objects.filter(action="people.exported", user=client.user)
    assert sorted(events.values_list("subject", flat=True)) == ["bills", "odd-bills"]


def test_the_overview_and_the_unit_tell_of_the_bills(accountant):
    drafted(accountant)
    client = visitor("accountant")
    overview = client.text("/", month="2022-06")
    assert "drafts waiting for approval" in overview
    assert "1,045.76" in overview
    assert "511.49" in client.text(f"/units/{LIVED_IN}/")
    assert Decimal("511.49") == bill_of(LIVED_IN).total.as_decimal()
