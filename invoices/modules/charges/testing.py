"""Factories of charges, for tests that need charges without a source that makes them; and the test of a source."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from invoices.modules.charges.domain.frozen import FrozenBasis, FrozenLine
from invoices.modules.charges.domain.source import PER_CHARGE, ChargeBatch, ChargeSource, Held
from invoices.modules.charges.models import Charge, ChargeBasis, ChargeRun
from invoices.modules.charges.services.pulling import Pull, spread
from invoices.modules.tariffs.testing import FeeItemFactory
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate
from property_ops.modules.estates.testing import UnitFactory


class ChargeRunFactory(DjangoModelFactory):
    class Meta:
        model = ChargeRun

    month = date(2022, 6, 1)
    by = factory.SubFactory(UserFactory, role="accountant")


class ChargeBasisFactory(DjangoModelFactory):
    class Meta:
        model = ChargeBasis

    key = factory.Sequence(lambda number: f"service_fee/test/{number}")
    source = "service"
    facts = factory.LazyFunction(lambda: {"days": 30, "days_in_month": 30, "delivered": "1", "reduction": "1"})


class ChargeFactory(DjangoModelFactory):
    """The service fee of 100 m² at ¥1.00 in the whole of June 2022: ¥100.00."""

    class Meta:
        model = Charge

    unit = factory.SubFactory(UnitFactory)
    estate = factory.SelfAttribute("unit.estate")
    source = "service"
    source_key = factory.LazyAttribute(lambda one: f"service_fee/{one.unit.code}/{one.month:%Y-%m}/{one.start}")
    run = factory.SubFactory(ChargeRunFactory, month=factory.SelfAttribute("..month"))
    basis = factory.SubFactory(ChargeBasisFactory)
    item = factory.SubFactory(FeeItemFactory)
    month = date(2022, 6, 1)
    tariff_start = date(2020, 1, 1)
    start = date(2022, 6, 1)
    end = date(2022, 7, 1)
    quantity = Decimal(100)
    quantity_unit = "㎡"
    unit_price = Decimal(1)
    ratio_numerator = 1
    ratio_denominator = 1
    amount = Yuan(100_00)


def pulled(source: ChargeSource, *, estate: Estate, month: Month, today: date) -> list[ChargeBatch | Held]:
    """What a source hands over, looked at as the charging looks at it, twice alike, with every evidence drawn.

    The test of a source of your own begins here: it raises what `charge_month` would raise, and stores nothing.
    """
    first, again = (list(Pull(estate, month, today=today).of(source)) for _ in range(2))
    assert first == again, "pulled twice, the source hands over something else"
    for one in first:
        for line in frozen(one, source) if isinstance(one, ChargeBatch) else ():
            source.evidence(line)
            source.paper(line)
    return first


def frozen(batch: ChargeBatch, source: ChargeSource) -> Iterator[FrozenLine]:
    """The lines that a bill would freeze of a batch with its amounts."""
    basis = FrozenBasis(source.code, batch.basis.facts)
    columns = {name: spread(getattr(batch, name), batch.rows) for name in (*PER_CHARGE, "amount")}
    for row in range(batch.rows):
        one = {name: values[row] for name, values in columns.items()}
        yield FrozenLine(
            one["source_key"],
            0,
            one["subject"],
            batch.item,
            batch.item,
            one["start"],
            one["end"],
            one["quantity"],
            batch.quantity_unit,
            one["unit_price"],
            one["ratio_numerator"],
            one["ratio_denominator"],
            one["amount"],
            basis,
            one["start"],
            one["end"],
        )
