"""What `property-ops verify` asks of the tills."""

from collections import Counter
from collections.abc import Iterator

from invoices.modules.counter.domain.tills import amount_of
from invoices.modules.counter.models import DayClose
from invoices.modules.counter.selectors import tills
from invoices.modules.counter.services.counting import UNEXPLAINED
from invoices.modules.ledger.public import posted_to
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _of_the_receipts()
    yield _posted()


def _of_the_receipts() -> Check:
    """What each count is of is what the receipts still say, and no cash of a counted day stands on no count."""
    differences = []
    standing = list(tills.standing().select_related("prepared_by").order_by("prepared_by", "day", "pk"))
    listed = Counter(one.source for close in standing for one in close.till_movements)
    for before, close in zip([None, *standing], standing, strict=False):
        last = before if before and before.prepared_by_id == close.prepared_by_id else None
        cash = tills.till_movements(close.prepared_by, since=close.starts_on, day=close.day, last=last)
        said, found = set(close.till_movements), set(cash)
        own = {one.source for one in said}
        late = {
            one
            for one in found - said
            if one.source not in own and (listed[one.source] or not one.source.startswith("receipt/"))
        }
        facts = {"close": str(close), "said": close.expected, "found": amount_of(sorted(found - late))}
        if said != found - late or amount_of(close.till_movements) != close.expected:
            differences.append(
                Difference(gettext_noop("%(close)s: %(said)s counted on, receipts say %(found)s"), facts)
            )
        if close.count.counted != close.counted:
            differences.append(Difference(gettext_noop("%(close)s: its pieces are not what was counted"), facts))
    differences += [
        Difference(gettext_noop("%(movement)s stands on two day closes"), {"movement": source})
        for source, times in listed.items()
        if times > 1
    ]
    return Check(
        name=gettext_noop("Every till that was counted is what its cashier's receipts come to"),
        figures={gettext_noop("day closes"): len(standing)},
        differences=tuple(differences),
    )


def _posted() -> Check:
    approved = DayClose.objects.filter(DayClose.STANDS)
    wanted = {f"till/{one.number}": -one.difference for one in approved if one.difference != ZERO}
    found = {source: amount for source, amount in posted_to(UNEXPLAINED).items() if source.startswith("till/")}
    return Check(
        name=gettext_noop("What a till had too much or too little is in the ledger as it was approved"),
        figures={gettext_noop("differences"): len(wanted)},
        differences=tuple(
            Difference(
                gettext_noop("%(entry)s: %(said)s was approved, the ledger says %(posted)s"),
                {"entry": source, "said": wanted.get(source, ZERO), "posted": found.get(source, ZERO)},
            )
            for source in sorted({*wanted, *found})
            if wanted.get(source, ZERO) != found.get(source, ZERO)
        ),
    )
