"""What `property-ops verify` asks of the ledger (PRODUCT.md rule 21)."""

from collections.abc import Iterator

from invoices.modules.ledger.selectors import broken_links, counted, legs_without_entry, trial_balance, unbalanced
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _balances()
    yield _chain()


def _balances() -> Check:
    entries, legs = counted()
    accounts = trial_balance()
    debit = sum((account[2] for account in accounts), ZERO)
    credit = sum((account[3] for account in accounts), ZERO)
    differences = [
        Difference(gettext_noop("entry %(entry)s: debit and credit differ by %(sum)s"), {"entry": entry, "sum": total})
        for entry, total in unbalanced()
    ]
    if debit != credit:
        differences.append(
            Difference(
                gettext_noop("the ledger as a whole: debit %(debit)s, credit %(credit)s"),
                {"debit": debit, "credit": credit},
            )
        )
    if lost := legs_without_entry():
        differences.append(Difference(gettext_noop("%(count)s legs belong to no entry"), {"count": lost}))
    return Check(
        name=gettext_noop("The ledger balances, each entry and the whole"),
        figures={
            gettext_noop("entries"): f"{entries:,}",
            gettext_noop("legs"): f"{legs:,}",
            gettext_noop("debit"): debit.grouped(),
            gettext_noop("credit"): credit.grouped(),
        },
        differences=tuple(differences),
    )


def _chain() -> Check:
    return Check(
        name=gettext_noop("The ledger's chain is whole"),
        differences=tuple(
            Difference(gettext_noop("the ledger: %(fault)s"), {"fault": fault}) for fault in broken_links()
        ),
    )
