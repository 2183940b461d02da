"""What `property-ops verify` asks of the ledger (docs/product.md rule 21)."""

from collections.abc import Iterator

from invoices.modules.ledger import selectors
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _balances()
    yield _chain()
    yield _closed_months()
    yield _sums()


def _balances() -> Check:
    entries, legs = selectors.counted()
    accounts = selectors.trial_balance()
    debit = sum((account[2] for account in accounts), ZERO)
    credit = sum((account[3] for account in accounts), ZERO)
    differences = [
        Difference(gettext_noop("entry %(entry)s: debit and credit differ by %(sum)s"), {"entry": entry, "sum": total})
        for entry, total in selectors.unbalanced()
    ]
    if debit != credit:
        differences.append(
            Difference(
                gettext_noop("the ledger as a whole: debit %(debit)s, credit %(credit)s"),
                {"debit": debit, "credit": credit},
            )
        )
    if lost := selectors.legs_without_entry():
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
            Difference(gettext_noop("the ledger: %(fault)s"), {"fault": fault}) for fault in selectors.broken_links()
        ),
    )


def _closed_months() -> Check:
    differences = [
        Difference(
            gettext_noop("entry %(number)s (%(source)s) was posted into %(month)s after it was closed"),
            {"number": number, "source": source, "month": month},
        )
        for month, number, source in selectors.posted_after_closing()
    ]
    differences += [
        Difference(
            gettext_noop("the last entry at the closing of %(month)s is not in the ledger as it was"), {"month": month}
        )
        for month in selectors.changed_heads()
    ]
    return Check(
        name=gettext_noop("Nothing was posted into a closed month"),
        figures={gettext_noop("closed months"): len(selectors.closed_months())},
        differences=tuple(differences),
    )


def _sums() -> Check:
    differences = [
        Difference(
            gettext_noop("the sums of %(month)s, account %(account)s, are not those of the ledger's legs"),
            {"month": month, "account": account},
        )
        for month, account in selectors.unlike_sums()
    ]
    return Check(
        name=gettext_noop("The sums of closed months are those of the ledger"),
        figures={gettext_noop("closed months"): len(selectors.closed_months())},
        differences=tuple(differences),
    )
