"""A client of the REST API in the standard library alone: it pays a bill, and makes a work.

    export PROPERTY_OPS_URL=https://ops.example.cn  PROPERTY_OPS_API_TOKEN=po_…
    python examples/property_ops_client.py pay BC01-5-2-301 2022-06
    python examples/property_ops_client.py work BC01 道路修补 "南门路面破损"

What is sent has a key of its own: if no answer comes, the same call with the same key is made again, and counts once.
Amounts are whole fen.
"""

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen
from uuid import uuid4
from zoneinfo import ZoneInfo

ATTEMPTS, TIMEOUT_SECONDS = 5, 30
BUSY = (429, 503)
Row = TypeVar("Row")


class Refused(Exception):
    """What the other side does not do. `code` is stable, `detail` is for people."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self.status, self.code, self.detail = int(problem["status"]), str(problem["code"]), str(problem["detail"])
        super().__init__(f"{self.code}: {self.detail}")


@dataclass(frozen=True)
class Bill:
    id: int
    number: str | None
    unit: str
    month: str
    total_fen: int


@dataclass(frozen=True)
class OpenLine:
    line: int
    bill: str
    unit: str
    open_fen: int


@dataclass(frozen=True)
class Receipt:
    id: int
    number: str
    state: str
    amount_fen: int
    left_fen: int


@dataclass(frozen=True)
class Work:
    number: str
    state: str
    estate: str
    kind: str


class PropertyOps:
    def __init__(self, url: str, token: str) -> None:
        self.root, self.token = f"{url.rstrip('/')}/api/v1", token

    def bill_of(self, unit: str, month: str) -> Bill | None:
        """The issued bill of a unit for a month (2022-06)."""
        return next(self._rows(Bill, "/bills", unit=unit, month=month, state="issued"), None)

    def open_lines(self, unit: str) -> list[OpenLine]:
        return list(self._rows(OpenLine, "/open-lines", unit=unit))

    def pay(self, unit: str, amount_fen: int, *, transaction: str, on: date, key: str = "") -> Receipt:
        """Record a bank transfer: it pays the oldest lines of the unit's account first."""
        content = {
            "unit": unit,
            "amount_fen": amount_fen,
            "channel": "bank",
            "transaction": transaction,
            "received_on": on.isoformat(),
        }
        return _row(Receipt, self._send("/receipts", content, key))

    def make_work(self, estate: str, kind: str, remark: str, *, key: str = "") -> Work:
        return _row(Work, self._send("/works", {"estate": estate, "kind": kind, "remark": remark}, key))

    def estimate(self, work: Work, *, name: str, unit: str, planned: str, price_fen: int, key: str = "") -> Work:
        """All of it is paid by a subsidy. Another person releases it, at a page."""
        line = {"name": name, "unit": unit, "planned": planned, "price_fen": price_fen}
        content = {"lines": [line], "payers": {"subsidy": 100}}
        return _row(Work, self._send(f"/works/{quote(work.number)}/estimate", content, key))

    def _rows(self, kind: type[Row], path: str, **asked: str) -> Iterator[Row]:
        """Of all pages."""
        while True:
            page = self._call("GET", f"{path}?{urlencode(asked)}")
            yield from (_row(kind, one) for one in page["items"])
            if not page["next"]:
                return
            asked["after"] = page["next"]

    def _send(self, path: str, content: Any, key: str) -> Any:
        return self._call("POST", path, content, {"Idempotency-Key": key or str(uuid4())})

    def _call(self, method: str, path: str, content: Any = None, headers: Mapping[str, str] | None = None) -> Any:
        """Again where nothing was answered, or later was asked for: with the same key, so that it counts once."""
        said = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **(headers or {})}
        body = None if content is None else json.dumps(content).encode()
        for left in reversed(range(ATTEMPTS)):
            try:
                with urlopen(Request(self.root + path, body, said, method=method), timeout=TIMEOUT_SECONDS) as answer:
                    return json.load(answer)
            except HTTPError as error:
                if error.code not in BUSY or not left:
                    raise Refused(json.load(error)) from error
                time.sleep(int(error.headers.get("Retry-After", "1")))
            except URLError:
                if not left:
                    raise
                time.sleep(1)
        raise AssertionError("the last attempt returns or raises")


def today() -> date:
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def _row(kind: type[Row], said: Mapping[str, Any]) -> Row:
    """What is not known here is left out: new fields may come."""
    return kind(**{one.name: said[one.name] for one in fields(kind)})  # type: ignore[arg-type]


def main(arguments: list[str]) -> None:
    ops = PropertyOps(os.environ["PROPERTY_OPS_URL"], os.environ["PROPERTY_OPS_API_TOKEN"])
    if arguments[:1] == ["pay"] and len(arguments) == 3:
        _action, unit, month = arguments
        bill = ops.bill_of(unit, month)
        owed = sum(one.open_fen for one in ops.open_lines(unit) if bill and one.bill == bill.number)
        if bill is None or not owed:
            raise SystemExit(f"nothing is open on a bill of {unit} for {month}")
        print(ops.pay(unit, owed, transaction=f"example-{bill.number}", on=today(), key=f"pay-{bill.number}"))
    elif arguments[:1] == ["work"] and len(arguments) == 4:
        print(ops.make_work(*arguments[1:]))
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
