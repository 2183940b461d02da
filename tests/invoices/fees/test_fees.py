"""One-off fees: ordered at the price of the day, handed over against a signature, compared, and only then charged."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction

from invoices.modules.billing.testing import bill
from invoices.modules.charges.models import Charge
from invoices.modules.charges.public import Held, charge_month
from invoices.modules.charges.testing import pulled
from invoices.modules.fees.domain import errors
from invoices.modules.fees.domain.fees import state_of
from invoices.modules.fees.models import FeeDelivery, FeeOrder
from invoices.modules.fees.services import approve_delivery, close_order, order_fee, write_down_delivery
from invoices.modules.fees.services.source import OneOffFees
from invoices.modules.fees.verifiers import verify
from invoices.modules.tariffs.models import FeeItem, Tariff
from invoices.modules.tariffs.testing import TariffFactory
from property_ops.kernel.errors import NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.models import Tenure
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from tests.property_ops.framework.pictures import photos
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
JULY, NOW, TODAY = Month(2022, 7), datetime(2022, 7, 20, 2, 0, tzinfo=UTC), date(2022, 7, 20)


@pytest.fixture
def home(shipped):
    """A card costs 12.50, from July 11 on 15.00."""
    estate = EstateFactory(code="BC01", name="牡丹花园")
    unit = owned_unit(owner="李小华", estate=estate, building=5, entrance=2, room="301", code="BC01-5-2-301")
    for rate, start, end in (("12.50", date(2022, 1, 1), date(2022, 7, 11)), ("15", date(2022, 7, 11), None)):
        item = FeeItem.objects.get(code="access_card")
        TariffFactory(
            estate=estate, item=item, applies_to="补办", rate=Decimal(rate), unit="元/张", start=start, end=end
        )
    return unit


def ordered(home, by, quantity: str = "3", **how) -> FeeOrder:
    how = {"item": "access_card", "applies_to": "补办", "ordered_on": date(2022, 7, 8), "note": ""} | how
    return order_fee(unit=home, payer=Tenure.objects.get(), quantity=Decimal(quantity), by=by, now=NOW, **how)


def handed_over(order, by, quantity: str = "3", **how) -> FeeDelivery:
    how = {"day": date(2022, 7, 12), "signed_by": "李小华", "scan": photos.jpeg((120, 90))} | how
    return write_down_delivery(order_id=order.pk, quantity=Decimal(quantity), by=by, now=NOW, today=TODAY, **how)


def july(home) -> list:
    return pulled(OneOffFees(), estate=home.estate, month=JULY, today=TODAY)


def test_nothing_is_charged_that_was_only_ordered_or_not_compared(home, accountant):
    order = ordered(home, accountant)
    assert july(home) == []
    delivery = handed_over(order, accountant, "2")
    assert july(home) == [Held(str(delivery), "not_compared")]


def test_what_was_compared_is_charged_once_at_the_price_of_the_day_it_was_ordered_on(home, accountant, reviewer):
    order = ordered(home, accountant)
    for quantity in ("2", "1"):
        approve_delivery(delivery_id=handed_over(order, accountant, quantity).pk, by=reviewer, now=NOW)
    assert [batch.amount for batch in july(home)] == [[25_00], [12_50]]
    for _again in range(2):
        charge_month(month=JULY, by=accountant, today=date(2022, 8, 1))
    assert [charge.amount for charge in Charge.objects.order_by("pk")] == [Yuan(25_00), Yuan(12_50)]
    assert not any(check.differences for check in verify())


def test_the_bill_says_what_was_handed_over_to_whom(home, accountant, reviewer):
    delivery = handed_over(ordered(home, accountant), accountant)
    approve_delivery(delivery_id=delivery.pk, by=reviewer, now=NOW)
    charge_month(month=JULY, by=accountant, today=date(2022, 8, 1))
    bill(JULY, prepared_by=accountant, approved_by=reviewer, today=date(2022, 8, 5))
    page = visitor("accountant")
    (row,) = page.get("/bills/").context["table"].data.data
    words = page.text(f"/bills/{row.pk}/")
    for said in ("门禁卡工本费", "37.50", "2022-07-12", "李小华", "DX2022-000001"):
        assert said in words, said


def test_nobody_compares_their_own_delivery(home, manager, accountant, reviewer):
    delivery = handed_over(ordered(home, accountant), accountant)
    with pytest.raises(NotAllowed):
        approve_delivery(delivery_id=delivery.pk, by=accountant, now=NOW)
    accountant.groups.add(*manager.groups.all())
    with pytest.raises(SamePerson):
        approve_delivery(delivery_id=delivery.pk, by=type(accountant).objects.get(pk=accountant.pk), now=NOW)


@pytest.mark.parametrize(
    ("how", "refused"),
    [
        ({"quantity": "0"}, errors.NothingOrdered),
        ({"item": "bulky_waste"}, errors.NoPriceThen),
        ({"ordered_on": date(2021, 12, 31)}, errors.NoPriceThen),
        ({"ordered_on": date(2022, 7, 21)}, errors.NotOrderedYet),
    ],
)
def test_an_order_needs_a_quantity_and_a_price_of_its_day(home, accountant, how, refused):
    with pytest.raises(refused):
        ordered(home, accountant, **how)
    assert not FeeOrder.objects.exists()


def test_a_price_that_waits_is_none(home, accountant, reviewer):
    Tariff.objects.update(state="waiting", prepared_by=accountant, prepared_at=NOW)
    with pytest.raises(errors.NoPriceThen):
        ordered(home, accountant)


@pytest.mark.parametrize(
    ("how", "refused"),
    [
        ({"quantity": "3.01"}, errors.MoreThanOrdered),
        ({"quantity": "0"}, errors.NothingOrdered),
        ({"day": date(2022, 7, 7)}, errors.NotThatDay),
        ({"day": date(2022, 7, 21)}, errors.NotThatDay),
        ({"signed_by": "  "}, errors.NobodySigned),
    ],
)
def test_a_delivery_is_of_what_was_ordered_since_then_and_signed(home, accountant, how, refused):
    with pytest.raises(refused):
        handed_over(ordered(home, accountant), accountant, **how)
    assert not FeeDelivery.objects.exists()


def test_only_who_lives_or_owns_there_orders(home, accountant):
    other = owned_unit(owner="赵四", estate=home.estate, building=5, entrance=2, room="302", code="BC01-5-2-302")
    with pytest.raises(errors.PayerElsewhere):
        order_fee(
            unit=home, payer=other.tenures.get(), item="access_card", applies_to="补办", quantity=Decimal(1),
            ordered_on=TODAY, note="", by=accountant, now=NOW,
        )  # fmt: skip


def test_a_closed_order_takes_no_delivery(home, accountant):
    order = ordered(home, accountant)
    with pytest.raises(ReasonMissing):
        close_order(order_id=order.pk, because=" ", by=accountant, today=TODAY)
    close_order(order_id=order.pk, because="不要了", by=accountant, today=TODAY)
    with pytest.raises(errors.OrderClosed):
        handed_over(order, accountant)


def test_while_a_delivery_waits_nothing_more_is_handed_over_and_the_order_stays_open(home, accountant, reviewer):
    order = ordered(home, accountant)
    first = handed_over(order, accountant, "1")
    with pytest.raises(errors.DeliveryWaits):
        handed_over(order, accountant, "1")
    with pytest.raises(errors.DeliveryWaits):
        close_order(order_id=order.pk, because="不要了", by=accountant, today=TODAY)
    approve_delivery(delivery_id=first.pk, by=reviewer, now=NOW)
    second = handed_over(order, accountant, "2")
    approve_delivery(delivery_id=second.pk, by=reviewer, now=NOW)
    with pytest.raises(errors.OrderClosed):  # nothing is left that never will be
        close_order(order_id=order.pk, because="不要了", by=accountant, today=TODAY)


@pytest.mark.parametrize(
    ("delivered", "is_closed", "state"), [("2.99", False, "open"), ("2.99", True, "closed"), ("3", True, "delivered")]
)
def test_an_order_is_delivered_once_all_of_it_is_and_closed_with_a_rest(delivered, is_closed, state):
    assert state_of(ordered=Decimal(3), delivered=Decimal(delivered), is_closed=is_closed) == state


def test_the_database_refuses_more_than_was_ordered_and_another_order(home, accountant, reviewer):
    order = ordered(home, accountant)
    first = handed_over(order, accountant, "2")
    approve_delivery(delivery_id=first.pk, by=reviewer, now=NOW)
    first.refresh_from_db()
    first.pk, first.sequence, first.state, first.decided_by, first.decided_at = None, 2, "waiting", None, None
    for wrong in (
        lambda: first.save(force_insert=True),
        lambda: FeeOrder.objects.update(unit_price=Decimal(99)),
        lambda: FeeDelivery.objects.update(quantity=Decimal(1)),
        lambda: FeeOrder.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_a_card_is_ordered_and_handed_over_on_the_pages(home, accountant):
    clerk, second = visitor("accountant"), visitor("reviewer")
    assert "/fee-orders/new/BC01-5-2-301/" in clerk.text(f"/counter/BC01-5-2-301/?party={Tenure.objects.get().pk}")
    day = {"ordered_on": "2022-07-12", "payer": Tenure.objects.get().pk}
    made = clerk.post("/fee-orders/new/BC01-5-2-301/", {"price": "access_card/补办", "quantity": "2", **day})
    assert made.status_code == 302, made.context["form"].errors
    order = FeeOrder.objects.get()
    photo = BytesIO(photos.jpeg((120, 90)))
    photo.name = "签收单.jpg"
    said = {"quantity": "2", "day": "2022-07-12", "signed_by": "李小华", "scan": photo}
    assert clerk.post(f"/fee-orders/{order.pk}/deliver/", said).status_code == 302
    delivery = FeeDelivery.objects.get()
    assert second.get(f"/fee-deliveries/{delivery.pk}/medium.jpg").status_code == 200
    assert second.post(f"/approvals/fee_delivery/{delivery.pk}/approve/").status_code == 302
    delivery.refresh_from_db()
    assert (delivery.state, delivery.decided_by, delivery.order.unit_price) == ("approved", second.user, Decimal(15))
    assert "门禁卡工本费" in second.text("/fee-orders/")
    for page in (f"/fee-orders/{order.pk}/", f"/fee-deliveries/{delivery.pk}/", "/units/BC01-5-2-301/"):
        assert order.number in second.text(page)
