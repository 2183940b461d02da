"""A unit is changed on a page, from a day on, by two; a workbook's change of a known unit waits as well."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from property_ops.framework.models import AuditEvent, ImportedBatch
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.modules.estates.domain.errors import (
    NothingChanges,
    TenantWithoutLetting,
    UnitChangedLater,
    UnitChangedMeanwhile,
    UnitChangeWaits,
)
from property_ops.modules.estates.models import Tenure, Unit, UnitChange, UnitVersion
from property_ops.modules.estates.selectors import unit_facts
from property_ops.modules.estates.services import approve_unit_change, prepare_unit_change
from property_ops.modules.estates.testing import EstateFactory, OccupancyFactory, owned_unit
from tests.property_ops.framework.importing.papers import UNITS, approve_all, bring, register, unit, waits, workbook
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
NOW, DAY = datetime(2022, 7, 1, 9, tzinfo=UTC), date(2022, 7, 15)


@pytest.fixture
def home() -> Unit:
    estate = EstateFactory(code="BC01", name="牡丹花园")
    flat = owned_unit(
        owner="李小华", estate=estate, building=1, entrance=1, room="101", code="BC01-1-1-101", area=Decimal("93.02")
    )
    OccupancyFactory(unit=flat, state="owner_occupied")
    return flat


@pytest.fixture
def accountant():
    return UserFactory(role="accountant")


@pytest.fixture
def reviewer():
    return UserFactory(role="reviewer")


def changed(home: Unit, by, **said) -> UnitChange:
    usual = {
        "day": DAY,
        "area": Decimal("93.02"),
        "use": "residential",
        "occupancy": "owner_occupied",
        "reason": "房产证",
    }
    return prepare_unit_change(change=UnitChange(unit=home, **(usual | said)), by=by, now=NOW)


def facts(home: Unit, day: date) -> tuple:
    found = unit_facts(Unit.objects.get(pk=home.pk), day)
    return found.area, found.use, found.occupancy, found.tenant


def test_nothing_is_changed_until_another_person_approved_and_then_from_its_day_on(home, accountant, reviewer):
    said = {"area": Decimal("95.5"), "use": "commercial", "occupancy": "let", "tenant": "王租户"}
    change = changed(home, accountant, **said)
    before = (Decimal("93.02"), "residential", "owner_occupied", "")
    assert facts(home, DAY) == before
    for nobody, refusal in ((accountant, NotAllowed), (UserFactory(role="dispatcher"), NotAllowed)):
        with pytest.raises(refusal):
            approve_unit_change(change=change, by=nobody, now=NOW)
    approve_unit_change(change=change, by=reviewer, now=NOW)
    assert facts(home, date(2022, 7, 14)) == before
    assert facts(home, DAY) == (Decimal("95.5"), "commercial", "let", "王租户")
    assert list(UnitVersion.objects.values_list("area", "end")) == [(Decimal("93.02"), DAY)]
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitChange.objects.update(area=1)


def test_a_tenant_who_leaves_and_a_second_change_of_one_day_leave_no_empty_days(home, accountant, reviewer):
    approve_unit_change(change=changed(home, accountant, occupancy="let", tenant="王租户"), by=reviewer, now=NOW)
    approve_unit_change(change=changed(home, accountant, occupancy="vacant"), by=reviewer, now=NOW)
    assert facts(home, DAY) == (Decimal("93.02"), "residential", "vacant", "")
    assert not Tenure.objects.filter(name="王租户").exists()
    assert facts(home, date(2022, 7, 14))[2] == "owner_occupied"


def test_what_makes_no_sense_is_refused(home, accountant, reviewer):
    with pytest.raises(NothingChanges):
        changed(home, accountant)
    with pytest.raises(TenantWithoutLetting):
        changed(home, accountant, tenant="王租户")
    with pytest.raises(NotAllowed):
        changed(home, reviewer, area=Decimal(100))
    first = changed(home, accountant, area=Decimal(100))
    with pytest.raises(UnitChangeWaits):
        changed(home, accountant, area=Decimal(101))
    Unit.objects.filter(pk=home.pk).update(area=Decimal(99))
    with pytest.raises(UnitChangedMeanwhile):
        approve_unit_change(change=first, by=reviewer, now=NOW)


def test_a_day_before_a_later_change_is_refused_and_one_person_is_not_two(home, reviewer):
    manager = UserFactory(role="manager")
    change = changed(home, manager, area=Decimal(100))
    with pytest.raises(SamePerson):
        approve_unit_change(change=change, by=manager, now=NOW)
    approve_unit_change(change=change, by=reviewer, now=NOW)
    with pytest.raises(UnitChangedLater):
        changed(home, manager, day=date(2022, 7, 1), area=Decimal(101))


def test_a_workbook_adds_units_at_once_and_what_it_changes_of_known_ones_waits(tmp_path, home):
    sold = unit(1, 业主姓名="新主")
    path = workbook(tmp_path / "房屋.xlsx", {"牡丹花园": register(UNITS, sold, unit(2))})
    report = bring(path, as_of=DAY)
    assert waits(report) == [1]
    assert Unit.objects.count() == 2
    assert list(Tenure.objects.filter(unit=home).values_list("name", "end")) == [("李小华", None)]
    assert ImportedBatch.objects.get().importer == "estates.units"
    approve_all()
    assert list(Tenure.objects.filter(unit=home).order_by("pk").values_list("name", "end")) == [
        ("李小华", DAY), ("新主", None),
    ]  # fmt: skip


def test_the_pages_ask_show_before_and_after_and_change_a_phone(home):
    client, second = visitor("accountant"), visitor("reviewer")
    sent = {"day": "2022-07-15", "area": "100", "use": "commercial", "occupancy": "owner_occupied", "reason": "房产证"}
    done = client.post("/unit-changes/new/BC01-1-1-101/", sent)
    assert done.status_code == 302
    page = second.text(done.url)
    assert "93.02" in page
    assert "100.00" in page
    second.post(f"/approvals/unit_change/{UnitChange.objects.get().pk}/approve/")
    assert "93.02" in client.text("/units/BC01-1-1-101/")  # what it was before
    owner = Tenure.objects.get(name="李小华")
    assert client.post(f"/units/people/{owner.pk}/phone/", {"phone": "abc"}).status_code == 422
    assert client.post(f"/units/people/{owner.pk}/phone/", {"phone": "13905300123"}).status_code == 302
    assert Tenure.objects.get(pk=owner.pk).phone == "13905300123"
    assert AuditEvent.objects.filter(action="register.phone_changed", subject="BC01-1-1-101").exists()
    for role in ("dispatcher", "reviewer", "auditor"):
        assert visitor(role).get("/unit-changes/new/BC01-1-1-101/").status_code == 403
