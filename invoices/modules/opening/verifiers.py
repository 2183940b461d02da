"""What `property-ops verify` asks of what was taken over."""

from collections.abc import Iterator

from invoices.modules.ledger.public import evidence_of, trial_balance
from invoices.modules.opening import selectors
from invoices.modules.opening.domain.papers import PaperKind, impossible
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _as_approved()
    yield _possible()


def _possible() -> Check:
    """Once the books are taken over: nothing stands on a side where it cannot."""
    rows = trial_balance() if selectors.standing(PaperKind.ACCOUNTS) else []
    stand = [(f"{code} {name}", code, debit - credit) for code, name, debit, credit in rows]
    return Check(
        name=gettext_noop("No account stands on a side where it cannot"),
        figures={gettext_noop("ledger accounts"): len(stand)},
        differences=tuple(
            Difference(
                gettext_noop("%(account)s stands at %(balance)s: more went out of it than was there"),
                {"account": account, "balance": balance.grouped()},
            )
            for account, code, balance in stand
            if impossible(code, balance)
        ),
    )


def _as_approved() -> Check:
    """The ledger's entries carry the digest of the whole paper as it was approved, and of its undoing."""
    evidence, differences, papers = evidence_of(), [], 0
    for opening in selectors.taken_over():
        papers += 1
        wanted = [] if opening.kind == PaperKind.ARREARS else [f"opening/{opening.number}"]
        wanted += [f"opening_undone/{opening.number}"] if opening.undone_on else []
        digest = selectors.digest_of_lines(opening)
        differences += [
            Difference(gettext_noop("%(paper)s is not as it was taken over"), {"paper": opening.number})
            for source in wanted
            if evidence.get(source) != digest
        ]
    return Check(
        name=gettext_noop("What was taken over is in the ledger as its papers say"),
        figures={gettext_noop("papers"): papers},
        differences=tuple(differences),
    )
