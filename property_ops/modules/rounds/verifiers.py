"""What `property-ops verify` asks of rounds: no month is confirmed for more than was done (docs/product.md rule 25)."""

from collections.abc import Iterator
from itertools import groupby

from property_ops.framework.checks import Check, Difference
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import gettext_noop
from property_ops.modules.confirmations.public import Confirmation
from property_ops.modules.rounds.models import RoundPlan
from property_ops.modules.rounds.selectors.counting import counts


def verify() -> Iterator[Check]:
    of_plans = RoundPlan.objects.filter(RoundPlan.STANDS).values("item__estate")
    confirmed = Confirmation.objects.filter(item__estate__in=of_plans, confirmed_on__isnull=False)
    rows = list(confirmed.select_related("item__estate").order_by("item__estate", "month", "item"))
    yield Check(
        name=gettext_noop("No service is confirmed for more rounds than were done"),
        figures={gettext_noop("services counted"): sum(one.counted_promised is not None for one in rows)},
        differences=tuple(_more_than_done(rows)),
    )


def _more_than_done(rows: list[Confirmation]) -> Iterator[Difference]:
    for (estate, day), of_month in groupby(rows, key=lambda one: (one.item.estate, one.month)):
        counted = counts(estate, Month.of(day))
        for one in of_month:
            found = counted.get(one.item_id)
            if found is None or not found.promised:
                continue
            if not found.allows(one.completion) or one.counted_done is None or one.counted_done > found.done:
                yield Difference(
                    gettext_noop(
                        "%(what)s: confirmed %(confirmed)s, %(done)s of %(promised)s promised rounds were done"
                    ),
                    {
                        "what": f"{estate.name} {Month.of(day)} {one.item.name}",
                        "confirmed": plain(one.completion),
                        "done": found.done,
                        "promised": found.promised,
                    },
                )
