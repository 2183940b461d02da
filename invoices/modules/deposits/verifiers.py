"""What `property-ops verify` asks of the deposits."""

from collections import defaultdict
from collections.abc import Iterator

from invoices.modules.deposits.domain.uses import DEPOSITS
from invoices.modules.deposits.models import Deposit, DepositUse
from invoices.modules.deposits.selectors import with_left
from invoices.modules.ledger.public import balances_of_account, legs_of_sources
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _held()
    yield _posted()


def _held() -> Check:
    """Payer by payer: what is left of their deposits is what the ledger owes them on 2241.04."""
    said: dict[tuple[str, str], Yuan] = defaultdict(lambda: ZERO)
    for one in with_left(Deposit.objects.select_related("unit__estate", "provider").order_by("pk")):
        _estate, *whose = one.place
        said[whose[0], whose[1]] += one.left
    owed = {whose: -balance for whose, balance in balances_of_account(DEPOSITS).items()}
    return Check(
        name=gettext_noop("What is left of the deposits is what the ledger owes, payer by payer"),
        figures={gettext_noop("deposits held (yuan)"): sum(said.values(), ZERO).grouped()},
        differences=tuple(
            Difference(
                gettext_noop("%(unit)s: deposits of %(said)s are held, the ledger says %(posted)s"),
                {"unit": whose[0], "said": said.get(whose, ZERO), "posted": owed.get(whose, ZERO)},
            )
            for whose in sorted({*said, *owed})
            if said.get(whose, ZERO) != owed.get(whose, ZERO)
        ),
    )


def _posted() -> Check:
    """Each deposit that was taken, and each use that was approved, is its own entry in the ledger."""
    wanted = {f"deposit/{one.number}": -one.amount.fen for one in Deposit.objects.exclude(credit=None)}
    undone = Deposit.objects.exclude(credit=None).exclude(undone_on=None)
    wanted |= {f"deposit_undone/{one.number}": one.amount.fen for one in undone}
    of_providers = Deposit.objects.exclude(coding=None)
    wanted |= {f"provider_deposit/{one.number}": -one.amount.fen for one in of_providers}
    undone = of_providers.exclude(undone_on=None)
    wanted |= {f"provider_deposit_undone/{one.number}": one.amount.fen for one in undone}
    wanted |= {f"deposit_use/{one.number}": one.amount.fen for one in DepositUse.objects.filter(DepositUse.STANDS)}
    posted = {
        leg.source: leg.fen
        for prefix in ("deposit/", "deposit_undone/", "deposit_use/", "provider_deposit/", "provider_deposit_undone/")
        for leg in legs_of_sources(prefix)
        if leg.account == DEPOSITS
    }
    return Check(
        name=gettext_noop("Every deposit and every use of one is in the ledger as it was approved"),
        figures={gettext_noop("entries"): len(wanted)},
        differences=tuple(
            Difference(gettext_noop("%(entry)s is in the ledger otherwise, or not at all"), {"entry": source})
            for source in sorted({*wanted, *posted})
            if wanted.get(source) != posted.get(source)
        ),
    )
