"""过户: debts stay with the seller, what was held goes where both signed, and who owes gets no certificate."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from invoices.modules.ledger.public import EntryDraft, balances_of_account, post
from invoices.modules.ownership import selectors
from invoices.modules.ownership.domain.destinations import Goes
from invoices.modules.ownership.domain.errors import (
    BothMustSign,
    ChangedLater,
    ChangeWaits,
    FiguresMoved,
    NoOwnerThen,
    NotSettled,
    SameNameNeedsPhone,
)
from invoices.modules.ownership.models import OwnerChange, SettledCertificate
from invoices.modules.ownership.services import approve_owner_change, certify_settled, prepare_owner_change
from invoices.modules.ownership.verifiers import verify
from invoices.modules.payments.public import MoneyMovement, PaymentChannel, Refund, enter
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Role, Tenure, Unit
from property_ops.modules.estates.testing import TenureFactory, UnitFactory
from property_ops.modules.parking.public import Lease
from tests.invoices.june import LIVED_IN, bill_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
NOW, TODAY, SOLD = datetime(2022, 8, 20, 2, 0, tzinfo=UTC), date(2022, 8, 20), date(2022, 8, 15)


@pytest.fixture
def seller(issued_june) -> Tenure:
    """李小华 owes 511.49 at BC01-5-2-301, and has a deposit of 500.00 there."""
    tenure = Tenure.objects.get(pk=bill_of(LIVED_IN).payer_id)
    legs = (("1002", "", "", "", 500_00), ("2241.04", "BC01", LIVED_IN, str(tenure.pk), -500_00))
    post([EntryDraft("test/deposit", date(2022, 7, 1), date(2022, 7, 1), "押金", legs)])
    return tenure


def paid(seller: Tenure, by, fen: int) -> None:
    movement = MoneyMovement(channel=PaymentChannel.BANK, transaction=f"T{fen}", day=date(2022, 8, 1), amount=Yuan(fen))
    enter(movement=movement, unit_code=LIVED_IN, party=str(seller.pk), by=by, now=NOW, today=TODAY)


def sold(by, **said) -> OwnerChange:
    usual = {"unit": Unit.objects.get(code=LIVED_IN), "day": SOLD, "buyer_name": "赵新", "deed": "鲁0012876"}
    return prepare_owner_change(change=OwnerChange(**(usual | said)), by=by, now=NOW)


def approved(change: OwnerChange, by) -> OwnerChange:
    return approve_owner_change(change_id=change.pk, by=by, now=NOW, today=TODAY)


def held(tenure: Tenure) -> tuple[Yuan, Yuan, Yuan]:
    found = selectors.account_of(tenure.unit, tenure)
    return found.owed, found.advance, found.deposit


def faults() -> list[str]:
    return [difference.says % dict(difference.facts) for check in verify() for difference in check.differences]


def test_debts_and_deposit_stay_with_the_seller_and_the_buyers_days_begin(seller, accountant, reviewer):
    change = sold(accountant)
    assert (change.owed, change.advance, change.deposit) == (Yuan(511_49), ZERO, Yuan(500_00))
    assert Tenure.objects.get(pk=seller.pk).end is None
    done = approved(change, reviewer)
    seller.refresh_from_db()
    assert (seller.end, done.buyer.start, done.buyer.name, done.number) == (SOLD, SOLD, "赵新", "GH2022-000001")
    assert held(seller) == (Yuan(511_49), ZERO, Yuan(500_00))
    assert held(done.buyer) == (ZERO, ZERO, ZERO)
    assert Lease.objects.get(unit=seller.unit).end is None
    assert faults() == []


def test_what_was_held_goes_to_the_buyer_where_both_have_signed_and_the_lease_ends(seller, accountant, reviewer):
    paid(seller, accountant, 600_00)
    goes = {"advance_goes": Goes.BUYER, "deposit_goes": Goes.BUYER, "leases_end": True}
    with pytest.raises(BothMustSign):
        sold(accountant, **goes)
    done = approved(sold(accountant, **goes, signed_paper="过户结算单"), reviewer)
    assert held(seller) == (ZERO, ZERO, ZERO)
    assert held(done.buyer) == (ZERO, Yuan(88_51), Yuan(500_00))
    assert balances_of_account("2241.04")[LIVED_IN, str(done.buyer_id)] == Yuan(-500_00)
    assert Lease.objects.get(unit=seller.unit).end == SOLD
    assert faults() == []


def test_an_advance_is_paid_back_by_the_refund_that_another_approves(seller, accountant, reviewer):
    paid(seller, accountant, 600_00)
    approved(sold(accountant, advance_goes=Goes.REFUND, refund_account="6222 0001"), reviewer)
    refund = Refund.objects.get()
    assert (refund.state, refund.amount, refund.payee_name, refund.party) == (
        "waiting", Yuan(88_51), "李小华", str(seller.pk),
    )  # fmt: skip
    assert (refund.channel, refund.payee_account, refund.prepared_by) == ("bank", "6222 0001", accountant)
    assert held(seller)[1] == Yuan(88_51)


def test_a_change_waits_once_is_done_by_two_and_not_over_a_later_one(seller, accountant, reviewer):
    change = sold(accountant)
    with pytest.raises(ChangeWaits):
        sold(accountant)
    accountant.is_superuser = True
    accountant.save()
    with pytest.raises(SamePerson):
        approved(change, accountant)
    approved(change, reviewer)
    with pytest.raises(ChangedLater):
        sold(accountant, day=date(2022, 8, 1))
    with pytest.raises(NoOwnerThen):
        sold(accountant, unit=UnitFactory(estate=seller.unit.estate))
    assert sold(accountant, day=date(2022, 8, 19), buyer_name="孙乾").seller.name == "赵新"


def test_the_approver_approves_the_figures_that_were_shown(seller, accountant, reviewer):
    change = sold(accountant, advance_goes=Goes.BUYER, signed_paper="结算单")
    paid(seller, accountant, 600_00)
    with pytest.raises(FiguresMoved):
        approved(change, reviewer)
    assert Tenure.objects.filter(unit=seller.unit, role=Role.OWNER).count() == 1


def test_who_sold_meanwhile_sells_no_second_time(seller, accountant, reviewer):
    """The register of units came by workbook while the change waited: somebody else was the owner before its day."""
    change = sold(accountant)
    Tenure.objects.filter(pk=seller.pk).update(end=date(2022, 8, 1))
    TenureFactory(unit=seller.unit, name="周乙", start=date(2022, 8, 1))
    with pytest.raises(ChangedLater):
        approved(change, reviewer)


def test_without_an_advance_there_is_nothing_to_pay_back(seller, accountant, reviewer):
    approved(sold(accountant, advance_goes=Goes.REFUND, refund_account="6222 0001"), reviewer)
    assert not Refund.objects.exists()


def test_namesakes_are_told_apart(seller, accountant, reviewer):
    Tenure.objects.filter(pk=seller.pk).update(phone="13905300123")
    for phone in ("", "13905300123"):
        with pytest.raises(SameNameNeedsPhone):
            sold(accountant, buyer_name="李小华", buyer_phone=phone)
    done = approved(sold(accountant, buyer_name="李小华", buyer_phone="13905309999"), reviewer)
    assert done.buyer_id != seller.pk
    other = Tenure.objects.exclude(unit=seller.unit).get(name="张三")
    assert [one.pk for one in selectors.namesakes("张三", besides=seller.unit, user=accountant)] == [other.pk]


def test_who_owes_gets_no_certificate_and_who_paid_gets_a_numbered_one(seller, accountant):
    with pytest.raises(NotSettled, match=r"511\.49"):
        certify_settled(payer=seller, by=accountant, now=NOW, today=TODAY)
    paid(seller, accountant, 600_00)
    certificate = certify_settled(payer=seller, by=accountant, now=NOW, today=TODAY)
    assert (certificate.number, certificate.advance, certificate.billed_until) == (
        "JQ2022-000001", Yuan(88_51), date(2022, 6, 1),
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        SettledCertificate.objects.update(name="别人")


def test_verify_finds_an_owner_who_was_put_back(seller, accountant, reviewer):
    change = approved(sold(accountant), reviewer)
    Tenure.objects.filter(pk=change.buyer_id).update(start=date(2022, 9, 1))
    assert faults() == [f"GH2022-000001: the owners of {LIVED_IN} are others"]


def test_the_whole_flow_on_the_pages(seller):
    client, second = visitor("accountant"), visitor("reviewer")
    page = client.text(f"/owner-changes/new/{LIVED_IN}/")
    assert "511.49" in page
    sent = {
        "day": "2022-08-15", "buyer_name": "张三", "buyer_phone": "13905301111", "deed": "鲁0012876",
        "advance_goes": "stays", "deposit_goes": "buyer",
    }  # fmt: skip
    refused = client.post(f"/owner-changes/new/{LIVED_IN}/", sent)
    assert refused.status_code == 422
    assert "BC01-5-2-302" in refused.content.decode()  # the namesake
    done = client.post(f"/owner-changes/new/{LIVED_IN}/", sent | {"signed_paper": "结算单"})
    assert done.status_code == 302
    assert client.get(f"{done.url}settlement.pdf")["Content-Type"] == "application/pdf"
    second.post(f"/approvals/owner_change/{OwnerChange.objects.get().pk}/approve/")
    buyer = Tenure.objects.get(unit__code=LIVED_IN, name="张三")
    unit = client.text(f"/units/{LIVED_IN}/")
    assert f"/certificates/{buyer.pk}/issue/" in unit
    assert f"/certificates/{seller.pk}/issue/" not in unit
    assert client.post(f"/certificates/{seller.pk}/issue/").status_code == 302
    assert not SettledCertificate.objects.exists()
    client.post(f"/certificates/{buyer.pk}/issue/")
    certificate = SettledCertificate.objects.get()
    assert second.get(f"/certificates/{certificate.pk}.pdf")["Content-Type"] == "application/pdf"
    for role in ("dispatcher", "grid_worker"):
        assert visitor(role).get("/owner-changes/").status_code == 403
