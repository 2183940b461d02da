"""Posting to the ledger: append-only, balanced, chained. Callers post inside their own transaction."""

from collections.abc import Sequence

from invoices.modules.ledger import selectors
from invoices.modules.ledger.domain.accounts import headings
from invoices.modules.ledger.domain.chain import Unlinked
from invoices.modules.ledger.domain.entries import EntryDraft
from invoices.modules.ledger.domain.errors import HasSubaccounts, MonthIsClosed, UnknownAccount
from invoices.modules.ledger.models import Entry, LedgerAccount, Leg
from invoices.modules.ledger.services.books import books, end_of_chain, opened_alone
from property_ops.framework.bulk import insert_columns, reserve_ids
from property_ops.framework.foreign_keys import look_now
from property_ops.kernel.period import Month


def post(drafts: Sequence[EntryDraft]) -> None:
    """Append the entries in the order given. All or none; each source is posted once (the database refuses a second).

    Where an estate's books alone are open, the end of the chain is taken for them last of all: what follows in the
    transaction makes others wait. Raises MonthIsClosed, UnknownAccount, HasSubaccounts.
    """
    if not drafts:
        return
    with books():
        alone = opened_alone()
        _refuse_others(drafts, alone)
        accounts = dict(LedgerAccount.objects.values_list("code", "pk"))
        _refuse_closed_months(drafts)
        if alone:
            look_now(leave=Leg._meta.get_field("entry"))
        ids = reserve_ids(Entry, len(drafts))
        _insert_legs(drafts, ids, accounts)
        unlinked = [
            Unlinked(draft.posted_on, draft.month, draft.source, draft.memo, draft.evidence, draft.legs)
            for draft in drafts
        ]
        if alone:
            end_of_chain()
        _append(drafts, ids, unlinked)


def _append(drafts: Sequence[EntryDraft], ids: Sequence[int], unlinked: Sequence[Unlinked]) -> None:
    """Behind the last entry, which nobody else goes behind meanwhile."""
    head = selectors.head()
    digests = [head.digest]
    for number, one in enumerate(unlinked, start=head.number + 1):
        digests.append(one.link(number, digests[-1]))
    insert_columns(
        Entry,
        {
            "id": list(ids),
            "number": list(range(head.number + 1, head.number + 1 + len(drafts))),
            "posted_on": [draft.posted_on for draft in drafts],
            "month": [draft.month for draft in drafts],
            "source": [draft.source for draft in drafts],
            "memo": [draft.memo for draft in drafts],
            "evidence": [draft.evidence for draft in drafts],
            "previous": digests[:-1],
            "digest": digests[1:],
        },
        rows=len(drafts),
    )


def _refuse_others(drafts: Sequence[EntryDraft], estate: str) -> None:
    """Of the books of one estate nobody posts to another's, which somebody else may have open."""
    others = {one for draft in drafts for _account, one, *_ in draft.legs if estate and one != estate}
    if others:
        raise RuntimeError(f"the books of {estate} are open, and not those of {sorted(others)}")


def _refuse_closed_months(drafts: Sequence[EntryDraft]) -> None:
    closed = selectors.closed_months()
    for draft in drafts if closed else ():
        month = Month.of(draft.posted_on)
        if month in closed:
            raise MonthIsClosed(month=month, source=selectors.words_of(draft.source, draft.memo) or draft.source)


def _insert_legs(drafts: Sequence[EntryDraft], ids: Sequence[int], accounts: dict[str, int]) -> None:
    """Legs come before their entries: the database then checks that each entry sums to zero."""
    legs = [
        (entry_id, position, *leg)
        for entry_id, draft in zip(ids, drafts, strict=True)
        for position, leg in enumerate(draft.legs)
    ]
    entry, position, account, estate, subledger, party, amount = map(list, zip(*legs, strict=True))
    unknown = set(account) - accounts.keys()
    if unknown:
        raise UnknownAccount(account=sorted(unknown)[0])
    if adding_up := set(account) & headings(accounts):
        raise HasSubaccounts(account=sorted(adding_up)[0])
    insert_columns(
        Leg,
        {
            "entry": entry,
            "position": position,
            "account": [accounts[code] for code in account],
            "estate": estate,
            "subledger": subledger,
            "party": party,
            "amount": amount,
        },
        rows=len(legs),
    )
