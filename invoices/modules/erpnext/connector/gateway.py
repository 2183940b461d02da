"""The one place that speaks to ERPNext, through the Frappe REST API."""

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import requests
from frappe_connector.connector import FrappeConnector, FrappeException

from invoices.modules.erpnext.connector.answers import error_in, is_busy, seconds_to_wait
from invoices.modules.erpnext.domain.documents import SOURCE_FIELD
from invoices.modules.erpnext.domain.errors import BadCertificate, BadSetting, NoConnection, Refused, Unreachable
from property_ops.framework.bulk import slices
from property_ops.framework.outgoing import NotSpokenTo, be_careful
from property_ops.kernel.text import gettext_noop

Answer = TypeVar("Answer")
Row = dict[str, Any]

CONNECT_SECONDS, READ_SECONDS, TOTAL_SECONDS = 6.0, 120.0, 300.0
PAGE, PAGE_OF_SUMS = 1000, 5000
LOOK_UP = 200
ATTEMPTS = 6
THE_ADDRESS = gettext_noop("the address")
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
# Amounts are texts with us, exact; as JSON numbers they have the same digits.
NUMBERS = {
    "rate",
    "paid_amount",
    "received_amount",
    "allocated_amount",
    "amount",
    "debit_in_account_currency",
    "credit_in_account_currency",
    "unreconciled_amount",
    "hours",
    "qty",
    "costing_rate",
}


class Gateway:
    """A connection with time-outs, a pause between requests and a back-off where the server is busy.

    Reads are repeated where no answer came. A write is not: it raises Unreachable, and the caller looks up by id
    whether the document arrived. All methods raise Unreachable, NotLetIn, Refused; the first also NoConnection and
    BadCertificate, at once; and BadSetting where the address leads into our own network.
    """

    def __init__(
        self,
        *,
        url: str,
        token: str,
        pause: float = 0.0,
        read_seconds: float = READ_SECONDS,
        total_seconds: float = TOTAL_SECONDS,
        attempts: int = ATTEMPTS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        key, _, secret = token.partition(":")
        self._frappe = FrappeConnector(url, api_key=key, api_secret=secret)
        self._frappe.timeout = (CONNECT_SECONDS, read_seconds)
        be_careful(self._frappe._session, total_seconds=total_seconds)
        self._pause, self._attempts, self._sleep, self._last = pause, attempts, sleep, 0.0
        self._has_answered = False
        self._allowed: set[tuple[str, str]] = set()

    def close(self) -> None:
        self._frappe.close()

    def insert_many(self, documents: Sequence[Mapping[str, Any]]) -> list[str]:
        """Insert (and submit, where docstatus says so) all of them or none; their names."""
        names = self._write(
            lambda: self._frappe.post_api("frappe.client.insert_many", {"docs": [_numbers(one) for one in documents]})
        )
        return [str(name) for name in names]

    def insert(self, document: Mapping[str, Any]) -> str:
        return str(self._write(lambda: self._frappe.create_doc(dict(_numbers(document))))["name"])

    def update(self, doctype: str, name: str, values: Mapping[str, Any]) -> None:
        """Set fields; to do it twice changes nothing more, so it is repeated like a read."""
        self._read(lambda: self._frappe.update_doc({"doctype": doctype, "name": name, **values}))

    def get(self, doctype: str, name: str) -> Row | None:
        try:
            found: Row = self._read(lambda: self._frappe.get_doc(doctype, name))
        except Refused as error:
            if error.data["kind"] == "DoesNotExistError":
                return None
            raise
        return found

    def rows(self, doctype: str, fields: Sequence[str], filters: Any = None) -> list[Row]:
        """All rows, page by page."""
        asked = {"doctype": doctype, "fields": list(fields), "filters": filters or {}, "order_by": "name asc"}
        return self._pages(asked, PAGE)

    def sums(self, doctype: str, by: Sequence[str], amounts: Sequence[str], filters: Any = None) -> list[Row]:
        """The sums of these amounts for each value of `by`, page by page."""
        fields = [*by, *(f"sum({name}) as {name}" for name in amounts)]
        grouped = ", ".join(by)
        asked = {"doctype": doctype, "fields": fields, "filters": filters or {}}
        return self._pages({**asked, "group_by": grouped, "order_by": grouped}, PAGE_OF_SUMS)

    def _pages(self, question: Row, length: int) -> list[Row]:
        found: list[Row] = []
        while True:
            asked = {**question, "limit_start": len(found), "limit_page_length": length}
            page = self._read(lambda asked=asked: self._frappe.post_api("frappe.client.get_list", asked))  # type: ignore[misc]
            found += page
            if len(page) < length:
                return found

    def by_source(self, doctype: str, ids: Sequence[str], fields: Iterable[str]) -> dict[str, Row]:
        """The documents with these ids of ours, by id."""
        return self._looked_up(doctype, SOURCE_FIELD, ids, fields)

    def by_name(self, doctype: str, names: Sequence[str], fields: Iterable[str]) -> dict[str, Row]:
        """The documents that ERPNext calls so, by name."""
        return self._looked_up(doctype, "name", names, fields)

    def _looked_up(self, doctype: str, field: str, values: Sequence[str], fields: Iterable[str]) -> dict[str, Row]:
        found: dict[str, Row] = {}
        for some in slices(values, LOOK_UP):
            rows = self.rows(doctype, list(dict.fromkeys(["name", field, *fields])), {field: ["in", some]})
            found |= {row[field]: row for row in rows if row.get(field)}
        return found

    def call(self, method: str, values: Mapping[str, Any] | None = None) -> Any:
        """A method of the server that only reads."""
        return self._read(lambda: self._frappe.get_api(method, dict(values or {})))

    def may(self, doctype: str, act: str) -> bool:
        """Whether the token's user may do it (read, write, create, submit); where ERPNext does not say, yes.

        What was allowed is not asked again: a push, a pull or a comparison begins with a gateway of its own.
        """
        if (doctype, act) in self._allowed:
            return True
        asked = {"doctype": doctype, "docname": "", "perm_type": act}
        try:
            answer = self._read(lambda: self._frappe.get_api("frappe.client.has_permission", asked))
        except Refused:
            return True
        is_allowed = not isinstance(answer, dict) or bool(answer.get("has_permission", True))
        if is_allowed:
            self._allowed.add((doctype, act))
        return is_allowed

    def do(self, method: str, values: Mapping[str, Any]) -> Any:
        """A method of the server that changes something."""
        return self._write(lambda: self._frappe.post_api(method, dict(values)))

    def run(self, document: Mapping[str, Any], method: str) -> Row:
        """A method of a document that is given with the question; the document as it is afterwards."""
        answer = self.do("run_doc_method", {"docs": dict(_numbers(document)), "method": method})
        return dict(answer["docs"][0])

    def _read(self, ask: Callable[[], Answer]) -> Answer:
        return self._patiently(ask, repeat_unanswered=True)

    def _write(self, ask: Callable[[], Answer]) -> Answer:
        return self._patiently(ask, repeat_unanswered=False)

    def _patiently(self, ask: Callable[[], Answer], *, repeat_unanswered: bool) -> Answer:
        """Ask, and ask again after a while where the server was busy, which means that it did nothing."""
        wait = FIRST_WAIT
        for left in reversed(range(self._attempts)):
            try:
                return self._once(ask)
            except _Busy as busy:
                if not left:
                    raise busy.error from busy
                self._sleep(seconds_to_wait(busy.response, wait))
            except Unreachable:
                if not left or not repeat_unanswered:
                    raise
                self._sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, ask: Callable[[], Answer]) -> Answer:
        self._keep_pace()
        try:
            answer = ask()
            self._has_answered = True
            return answer
        except NotSpokenTo as error:
            raise BadSetting(setting=THE_ADDRESS, value=error.data["host"], why=error.data["reason"]) from error
        except requests.exceptions.SSLError as error:
            raise BadCertificate(detail=_why(error)) from error
        except requests.RequestException as error:
            if self._has_answered or not isinstance(error, requests.ConnectionError):
                raise Unreachable(detail=_short(error)) from error
            raise NoConnection(detail=_short(error)) from error
        except FrappeException as error:
            self._has_answered = True
            told = error_in(error.response, str(error))
            raise (_Busy(told, error.response) if is_busy(error.response) else told) from error

    def _keep_pace(self) -> None:
        early = self._last + self._pause - time.monotonic()
        if early > 0:
            self._sleep(early)
        self._last = time.monotonic()


class _Busy(Exception):
    def __init__(self, error: Exception, response: requests.Response) -> None:
        self.error, self.response = error, response
        super().__init__(str(error))


def _why(error: requests.exceptions.SSLError) -> str:
    """The certificate's fault, out of the error's wrappings."""
    found = re.search(r"certificate verify failed: ([^(\n]*)", str(error))
    return found[1].strip() if found else "TLS"


def _short(error: requests.RequestException) -> str:
    """What happened, without the address: it is no business of a reader, and may hold a name and password."""
    names = {requests.Timeout: "no answer in time", requests.ConnectionError: "no connection"}
    return next((text for kind, text in names.items() if isinstance(error, kind)), type(error).__name__)


def _numbers(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            key: float(one) if key in NUMBERS and isinstance(one, str) else _numbers(one) for key, one in value.items()
        }
    if isinstance(value, list):
        return [_numbers(one) for one in value]
    return value
