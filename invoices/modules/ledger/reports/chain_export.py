"""The whole ledger as JSON lines, for `static/ledger/verify_ledger.py`, which needs nothing but this file and Python.

The first line says what the file is, then comes a line for each entry, and the last line has what they must add up to.
Every line is canonical JSON (kernel/canonical.py), so that any changed byte is found; an entry's digest is of its line
without the digest. Amounts are whole fen, debit positive.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from invoices.modules.ledger.domain.chain import GENESIS
from invoices.modules.ledger.selectors import chained_entries
from property_ops.kernel.canonical import canonical

FORMAT, VERSION = "property-ops ledger", 2


def lines() -> Iterator[str]:
    yield written({"format": FORMAT, "version": VERSION, "genesis": GENESIS})
    entries, last = 0, GENESIS
    balances: dict[str, int] = defaultdict(int)
    for entry in chained_entries():
        for account, *_place, fen in entry.legs:
            balances[account] += fen
        content = entry._asdict()
        del content["legs_in_place"]
        yield written(content)
        entries, last = entries + 1, entry.digest
    yield written({"entries": entries, "head": last, "balances": dict(balances)})


def written(record: dict[str, Any]) -> str:
    return canonical(record).decode() + "\n"
