"""Which of the company's accounts a bank's statement is of."""

import re
from functools import lru_cache

from invoices.modules.payments.importers.contract import account_of
from property_ops.framework.importing.tables import RegisterRow
from property_ops.kernel.writing import folded, squeezed

_OWN_ACCOUNT = re.compile(
    r"(?:[账帐卡]\s*号|账\s*户)(?:\[[^\]\n]*\])?\s*:?[\s\[\"']*(?!\d{4}-\d{1,2}-\d)([\d*-]{4,40}(?: [\d*]{3,})*)"
)


def own_account(row: RegisterRow, *, is_out: bool) -> str:
    """The company's own account, from its column or from the lines above the heads."""
    written = account_of(row, "own", 40) or account_of(row, "payer_account" if is_out else "payee_account", 40)
    return written or _account_above(row.table.titles)


@lru_cache(maxsize=64)
def _account_above(titles: tuple[str, ...]) -> str:
    found = _OWN_ACCOUNT.search("\n".join(map(folded, titles)))
    return squeezed(found[1])[:40] if found else ""
