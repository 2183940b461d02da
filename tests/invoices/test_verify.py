"""`property-ops verify`: silent on an honest month, and loud on whatever somebody did behind the product's back."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import DateField

from invoices.modules.billing.models import Bill, BillLine
from invoices.modules.billing.testing import TODAY, bill
from invoices.modules.billing.verifiers import verify as verify_bills
from invoices.modules.charge_sources.verifiers import verify as verify_sources
from invoices.modules.charges.models import Charge, ChargeBasis, ChargeRun
from invoices.modules.charges.public import charge_month
from invoices.modules.charges.verifiers import verify as verify_charges
from invoices.modules.ledger.models import Entry, Leg
from invoices.modules.tariffs.testing import TariffFactory
from property_ops.framework.checks import Check, _that_can_read
from property_ops.framework.models import NumberSeries, User
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.models import Confirmation
from property_ops.modules.confirmations.testing import confirm
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.parking.models import Lease
from property_ops.modules.parking.testing import LeaseFactory, SpaceFactory
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.testing import WorkOrderFactory
from tests.verifying import differences

JUNE = Month(2022, 6)


@pytest.fixture
def issued(accountant: User, reviewer: User) -> None:
    """June of a small estate: service, a parking space and a work, charged and issued."""
    estate = EstateFactory(code="BC01")
    homes = [owned_unit(estate=estate, room=room) for room in ("101", "102", "201")]
    TariffFactory(estate=estate)
    confirm(estate, JUNE)
    LeaseFactory(space=SpaceFactory(estate=estate, number="A-1"), unit=homes[0])
    WorkOrderFactory(estate=estate, number="GD-1")
    charge_month(month=JUNE, by=accountant, today=TODAY)
    bill(JUNE, prepared_by=accountant, approved_by=reviewer)


def unguarded(*tables: str) -> None:
    """Switches the database's own rules on these tables off, as somebody with the database's password could."""
    with connection.cursor() as cursor:
        for table in tables:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                continue
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")


def test_an_honest_month_has_no_difference(issued: None) -> None:
    assert differences() == []


def test_the_command_prints_the_figures_and_ends_well(issued: None) -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    assert len([line for line in out.getvalue().splitlines() if line.startswith("✓")]) >= 15
    assert "✗" not in out.getvalue()


def test_the_command_names_what_was_changed_and_ends_with_an_error(issued: None) -> None:
    changed, out = change_a_bill(), StringIO()
    with pytest.raises(CommandError):
        call_command("verify", stdout=out)
    assert "✗" in out.getvalue()
    assert changed in out.getvalue()


def test_an_empty_installation_has_no_difference(shipped: None) -> None:
    assert differences() == []


def change_a_charge() -> str:
    unguarded("po_charges_charge")
    charge = Charge.objects.filter(source="service").order_by("pk").first()
    Charge.objects.filter(pk=charge.pk).update(amount=charge.amount + Yuan(1))
    return f"charge {charge.source_key} is"


def change_a_line() -> str:
    unguarded("po_billing_billline")
    line = BillLine.objects.order_by("pk").first()
    BillLine.objects.filter(pk=line.pk).update(amount=line.amount + Yuan(1))
    return f"bill {line.bill.number} is"


def change_what_a_line_says() -> str:
    unguarded("po_billing_billline")
    line = BillLine.objects.order_by("pk").first()
    BillLine.objects.filter(pk=line.pk).update(quantity=line.quantity + 1)
    return f"is not as its charge {line.charge.source_key}"


def change_a_bill() -> str:
    unguarded("po_billing_bill")
    first = Bill.objects.order_by("number").first()
    Bill.objects.filter(pk=first.pk).update(total=first.total + Yuan(1))
    return f"bill {first.number} is {first.total + Yuan(1)}, in the ledger it is {first.total}"


def change_an_entry() -> str:
    unguarded("po_ledger_entry")
    Entry.objects.filter(number=1).update(memo="something else")
    return "bill/ZD2022-BC01-000001"


def change_a_leg() -> str:
    unguarded("po_ledger_leg")
    leg = Leg.objects.order_by("pk").first()
    Leg.objects.filter(pk=leg.pk).update(amount=leg.amount + Yuan(1))
    return "entry 1: debit and credit differ by 0.01"


def set_bill(**values: Any) -> str:
    """What an issued bill says besides its amount; nothing else in the books depends on it."""
    unguarded("po_billing_bill")
    first = Bill.objects.order_by("number").first()
    Bill.objects.filter(pk=first.pk).update(**values)
    return f"bill {first.number} was changed after it was issued"


def change_the_payer() -> str:
    return set_bill(payer_name="别人")


def change_what_was_brought_forward() -> str:
    return set_bill(brought_forward=Yuan(1))


def change_the_due_date() -> str:
    return set_bill(due_on=date(2023, 1, 1))


def change_who_approved() -> str:
    return set_bill(decided_by=UserFactory(username="bieren"))


def change_a_digest() -> str:
    return set_bill(digest="0" * 64)


def change_the_evidence() -> str:
    unguarded("po_charges_chargebasis")
    line = BillLine.objects.order_by("pk").first()
    basis = line.charge.basis
    ChargeBasis.objects.filter(pk=basis.pk).update(facts=basis.facts | {"days": 1})
    return f"bill {line.bill.number} was changed after it was issued"


def change_the_name_of_an_item() -> str:
    unguarded("po_billing_billline")
    line = BillLine.objects.order_by("pk").first()
    BillLine.objects.filter(pk=line.pk).update(item_name="服务费")
    return f"bill {line.bill.number} was changed after it was issued"


def change_the_source_of_a_charge() -> str:
    unguarded("po_charges_charge")
    charge = Charge.objects.filter(source="works").order_by("pk").first()
    Charge.objects.filter(pk=charge.pk).update(source_key=f"{charge.source_key}/x")
    return "was changed after it was issued"


def approve_alone() -> str:
    unguarded("po_billing_bill")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute("UPDATE po_billing_bill SET prepared_by_id = decided_by_id")
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        else:
            cursor.execute("ALTER TABLE po_billing_bill DROP CONSTRAINT po_billing_bill_four_eyes")
            cursor.execute("UPDATE po_billing_bill SET prepared_by_id = decided_by_id")
    return "was not approved by another person"


def lose_a_number() -> str:
    NumberSeries.objects.filter(name="ZD2022-BC01").update(next_number=99)
    return "number ZD2022-BC01-000098 is missing"


def withdraw_a_confirmation() -> str:
    Confirmation.objects.update(committee_signer="")
    return "BC01 2022-06 is charged, but not confirmed by both parties: 保洁"


def confirm_less() -> str:
    Confirmation.objects.update(completion="0.5")
    return "BC01 2022-06: charged for 1 of the service, confirmed is 1/2"


def send_a_work_back() -> str:
    WorkOrder.objects.update(result="rework", state="sent_back", round=2)
    return "work order GD-1 is charged in 2022-06, but was not accepted in that month"


def accept_less() -> str:
    WorkOrder.objects.update(accepted=100)
    return "work order GD-1: charged for 120, accepted are 100"


def lower_a_ceiling() -> str:
    WorkOrder.objects.update(ceiling=Yuan(999_99))
    return "work order GD-1: 1000.00 is billed, above its ceiling of 999.99"


def end_a_lease_early() -> str:
    Lease.objects.update(end=date(2022, 6, 10))
    return "charge parking_fee/BC01/A-1/2022-06/2022-06-01 covers days on which its unit had no lease"


def charge_a_day_twice() -> str:
    unguarded("po_charges_charge")
    charge = Charge.objects.filter(source="service").order_by("source_key").first()
    charge.pk, charge.start = None, date(2022, 6, 15)
    charge.source_key = f"{charge.source_key.rpartition('/')[0]}/{charge.start}"
    charge.save(force_insert=True)
    return "charge the same day"


@pytest.mark.parametrize(
    "tamper",
    [
        change_a_charge, change_a_line, change_what_a_line_says, change_a_bill, change_an_entry, change_a_leg,
        approve_alone, lose_a_number, withdraw_a_confirmation, confirm_less, send_a_work_back, accept_less,
        lower_a_ceiling, end_a_lease_early, charge_a_day_twice, change_the_payer, change_what_was_brought_forward,
        change_the_due_date,
        change_who_approved, change_a_digest, change_the_evidence, change_the_name_of_an_item,
        change_the_source_of_a_charge,
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_products_back_is_named(issued: None, tamper: Callable[[], str]) -> None:
    expected = tamper()
    told = differences()
    assert any(expected in difference for difference in told), told


def another(field: Any, value: Any) -> Any:
    """Another value of the field's kind; of a relation, the newest other row."""
    if field.is_relation:
        return field.related_model._default_manager.exclude(pk=value).order_by("-pk").values_list("pk", flat=True)[0]
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, dict):
        return value | {"x": 1}
    if value is None:
        return date(2022, 6, 1) if isinstance(field, DateField) else Yuan(1)
    return f"{value}x" if isinstance(value, str) else value + type(value)(1)


CORNERS = {ChargeBasis: ["key"]}
"""What follows its first word (docs/what-verify-finds.md)."""


@pytest.mark.parametrize("model", [Charge, ChargeBasis, Bill, BillLine])
def test_every_column_of_what_has_no_journal_is_named_when_it_is_changed(issued: None, model: Any) -> None:
    ChargeRun.objects.create(month=date(2022, 5, 1), by=UserFactory())
    EstateFactory(code="BC02")
    unguarded(model._meta.db_table)
    missed = []
    row = model.objects.order_by("pk")[0]
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        with transaction.atomic():
            values = {field.attname: another(field, getattr(row, field.attname))}
            if is_changed(model, row.pk, values) and not any(check.differences for check in of_bills_and_charges()):
                missed.append(field.name)
            transaction.set_rollback(True)
    assert missed == CORNERS.get(model, [])


def is_changed(model: Any, pk: int, values: dict[str, Any]) -> bool:
    """False where a constraint refuses it: who takes that away is named for it."""
    try:
        with transaction.atomic():
            return bool(model.objects.filter(pk=pk).update(**values))
    except IntegrityError:
        return False


def of_bills_and_charges() -> Iterator[Check]:
    for verifier in (verify_charges, verify_sources, verify_bills):
        yield from _that_can_read(verifier)


def test_a_rule_that_is_switched_off_is_named(issued: None) -> None:
    unguarded("po_ledger_leg")
    assert "the database's rule po_ledger_leg_update_refused is missing or switched off" in differences()


@pytest.mark.parametrize("table", ["po_charges_charge", "po_charges_chargebasis"])
def test_a_row_that_was_taken_out_of_the_file_is_named(issued: None, table: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL guards foreign keys always")
    with transaction.atomic():
        unguarded(table)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE id = (SELECT MIN(id) FROM {table})")
        assert any(f"names a row of {table} that is not there" in one for one in differences())
        transaction.set_rollback(True)
