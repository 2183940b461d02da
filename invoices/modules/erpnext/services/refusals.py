"""What was refused in one push, and when it is no use to ask on: hours for thousands that all fail alike."""

import re

from invoices.modules.erpnext.domain.errors import GaveUp
from invoices.modules.erpnext.models import SyncRecord

GIVE_UP_AFTER = 20
OF_A_PERIOD = {"FiscalYearError", "ClosedAccountingPeriod"}
_NAMES = re.compile(r"[\w.-]*\d[\w.-]*", re.ASCII)
"""Numbers and names of documents. In a Chinese sentence no blank parts them from its words."""


class Refusals:
    def __init__(self) -> None:
        self._months: dict[tuple[str, str], str] = {}
        self._reason: tuple[str, str] = ("", "")
        self._in_a_row = 0

    def arrived(self) -> None:
        self._in_a_row = 0

    def refused(self, record: SyncRecord, kind: str, detail: str) -> None:
        """Raises GaveUp where as many before it were refused for the same reason."""
        reason = kind, _NAMES.sub("#", detail)
        if kind in OF_A_PERIOD:
            self._months[record.doctype, _month(record)] = detail
            return
        self._in_a_row = self._in_a_row + 1 if reason == self._reason else 1
        self._reason = reason
        if self._in_a_row >= GIVE_UP_AFTER:
            raise GaveUp(count=self._in_a_row, why=detail)

    def of_its_month(self, record: SyncRecord) -> str:
        """Why others of the same month were refused, if they were for a closed or missing period."""
        return self._months.get((record.doctype, _month(record)), "")


def _month(record: SyncRecord) -> str:
    return str(record.content.get("posting_date", ""))[:7]
