"""Returns of purchases: what ERPNext would take, and should not."""

from collections.abc import Mapping, Sequence

from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.documents import PURCHASE, named
from invoices.modules.erpnext.domain.money import money_in
from invoices.modules.erpnext.models import SyncRecord
from property_ops.kernel.money import ZERO


def paid_there(
    gateway: Gateway, doctype: str, records: Sequence[SyncRecord], names: Mapping[str, str]
) -> dict[int, str]:
    """By the return's key: the purchase that it takes back, where less is open of it: somebody there has paid it, and
    ERPNext would keep both as balances of the supplier. `names` are those of what the documents name."""
    returns = [record for record in records if record.content.get("is_return")] if doctype == PURCHASE else []
    against = {record.pk: str(named(record.content, names)["return_against"]) for record in returns}
    wanted = sorted(set(against.values()))
    if not wanted:
        return {}
    rows = gateway.rows(PURCHASE, ["name", "outstanding_amount"], {"name": ["in", wanted]})
    still_open = {row["name"]: money_in(row["outstanding_amount"]) or ZERO for row in rows}
    return {
        record.pk: against[record.pk]
        for record in returns
        if abs(record.amount.fen) > still_open.get(against[record.pk], ZERO).fen
    }
