"""What the committee reads of a quarter is what the records say, and leads to them."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group

from property_ops.kernel.quarters import Quarter
from property_ops.modules.confirmations.testing import AgreementItemFactory, ConfirmationFactory
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.requests.models import Request
from property_ops.modules.supervision.selectors import confirmed_by_quarter, quarter_of
from property_ops.modules.works.testing import WorkOrderFactory
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db

SPRING, TODAY = Quarter(2022, 2), date(2022, 7, 10)


@pytest.fixture
def estate():
    return EstateFactory(code="BC01", name="牡丹花园")


def asked(estate, number, *, on, due, answered=None, **said):
    state = "answered" if answered else "received"
    return Request.objects.create(
        number=number, estate=estate, channel="phone", topic="roads", content="路灯不亮", received_on=on, due_on=due,
        answered_on=answered, result="已修" if answered else "", state=said.pop("state", state), person="孙来访",
        **said,
    )  # fmt: skip


def test_a_quarter_is_the_mean_of_its_confirmed_months_and_says_how_many(estate):
    item = AgreementItemFactory(estate=estate, name="保洁")
    for month, completion in ((4, "0.9"), (5, "0.95")):
        ConfirmationFactory(item=item, month=date(2022, month, 1), completion=Decimal(completion))
    ConfirmationFactory(item=item, month=date(2022, 6, 1), completion=Decimal(1), branch_signer="")
    (service,) = quarter_of(estate, SPRING, today=TODAY).services
    assert (service.completion, service.confirmed_months) == (Decimal("0.9250"), 2)
    assert [one.completion for one in service.months] == [Decimal("0.9"), Decimal("0.95"), None]


def test_of_each_quarter_what_both_confirmed_is_counted_and_empty_quarters_are_left_out(estate):
    item, other = AgreementItemFactory(estate=estate), AgreementItemFactory(estate=EstateFactory(code="BC02"))
    for month in (1, 4, 5):
        ConfirmationFactory(item=item, month=date(2022, month, 1))
    ConfirmationFactory(item=item, month=date(2022, 6, 1), branch_signer="")
    ConfirmationFactory(item=other, month=date(2022, 4, 1))
    found = confirmed_by_quarter([estate], today=date(2023, 5, 1))
    assert found == {Quarter(2023, 2): {}, SPRING: {estate.pk: 2}, Quarter(2022, 1): {estate.pk: 1}}


def test_works_and_requests_are_those_of_the_quarter_and_the_estate(estate):
    other = EstateFactory(code="BC02")
    WorkOrderFactory(number="GD-1", estate=estate, done_on=date(2022, 6, 30), accepted_on=date(2022, 7, 2))
    WorkOrderFactory(number="GD-2", estate=estate, done_on=date(2022, 7, 1), accepted_on=date(2022, 7, 2))
    WorkOrderFactory(number="GD-3", estate=other, done_on=date(2022, 6, 30), accepted_on=date(2022, 7, 2))
    asked(
        estate, "S-1", on=date(2022, 4, 1), due=date(2022, 4, 15), answered=date(2022, 4, 15), satisfaction="satisfied"
    )
    asked(estate, "S-2", on=date(2022, 4, 1), due=date(2022, 4, 15), answered=date(2022, 4, 16))
    asked(estate, "S-3", on=date(2022, 6, 1), due=date(2022, 6, 15))
    asked(estate, "S-4", on=date(2022, 6, 1), due=date(2022, 6, 15), state="withdrawn")
    found = quarter_of(estate, SPRING, today=TODAY)
    assert [work.number for work in found.works] == ["GD-1"]
    assert (len(found.requests), found.answered, found.in_time, found.overdue) == (3, 2, 1, 1)
    assert (found.rated, found.satisfied) == (1, 1)


def test_the_committee_sees_its_own_estate_and_nobody_by_name(estate):
    EstateFactory(code="BC02")
    asked(estate, "S-1", on=date(2022, 4, 1), due=date(2022, 4, 15))
    member = visitor("party_member", estate)
    member.user.groups.add(Group.objects.get_or_create(name="party_member")[0])
    page = text_of(member.get("/supervision/2022-Q2/BC01/"))
    assert "S-1" in page
    assert "孙来访" not in page
    assert member.get("/supervision/2022-Q2/BC02/").status_code == 404
    assert member.get("/supervision/2022-Q5/BC01/").status_code == 404
    assert member.get("/supervision/2022-Q2/BC01.pdf").content.startswith(b"%PDF")
    assert visitor("crew").get("/supervision/2022-Q2/BC01/").status_code == 403
