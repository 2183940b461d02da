"""Recording what is in favour of accounts. The caller posts it in the same transaction."""

from collections.abc import Sequence

from invoices.modules.ledger.public import books
from invoices.modules.receivables.domain.accounts import CreditDraft
from invoices.modules.receivables.models import Credit
from property_ops.framework.bulk import insert_columns, reserve_ids


def record_credits(drafts: Sequence[CreditDraft]) -> list[int]:
    """Store the credits and return their ids in that order. The database refuses a second one of a source."""
    with books():
        ids = list(reserve_ids(Credit, len(drafts)))
        insert_columns(
            Credit,
            {
                "id": ids,
                "source": [draft.source for draft in drafts],
                "kind": [str(draft.kind) for draft in drafts],
                "estate": [draft.estate_id for draft in drafts],
                "unit_code": [draft.unit_code for draft in drafts],
                "party": [draft.party for draft in drafts],
                "amount": [draft.amount.fen for draft in drafts],
                "day": [draft.day for draft in drafts],
                "value_day": [draft.value_day for draft in drafts],
                "month": [draft.month.start for draft in drafts],
            },
            rows=len(drafts),
        )
    return ids
