#!/usr/bin/env python3
"""Verifies an exported ledger, alone: needs Python 3.9 or newer and the exported file, nothing else.

    python3 verify_ledger.py LEDGER.jsonl [--head DIGEST]

Recomputes the SHA-256 chain of all entries and the balance of every account. Exit code 0: the file is whole, and its
head is printed: compare it with the head that was printed on a closed month or a public disclosure, or give it as
--head. Exit code 1: something was changed; the first entry where it shows is named. Exit code 2: no such file.

独立核验账簿导出文件：重新计算全部凭证的 SHA-256 链和各科目余额。退出码 0 为完好，1 为有改动（指出第一张有改动的凭证）。
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from typing import Any

FORMAT, VERSION = "property-ops ledger", 2
TEXTS = ["digest", "evidence", "memo", "month", "posted_on", "previous", "source"]
FIELDS = sorted([*TEXTS, "legs", "number"])
LARGEST = 2**53 - 1
LEG_TYPES = [str, str, str, str, int]  # account, estate, sub-ledger, party, fen


class Changed(Exception):
    """The file is not as it was exported."""


def verify(lines: Iterable[bytes]) -> tuple[int, str, dict[str, int]]:
    """Returns (entries, head, balances in fen by account). Raises Changed, naming the first place."""
    lines = iter(lines)
    first = record_of(next(lines, b""), "the first line")
    if first.get("format") != FORMAT or first.get("version") != VERSION:
        raise Changed(f"the first line is not that of a {FORMAT}, version {VERSION}")
    number, previous = 0, str(first.get("genesis"))
    balances: dict[str, int] = {}
    if previous != "0" * 64:
        raise Changed("the first line does not begin the chain")
    for line in lines:
        place = f"entry {number + 1}"
        record = record_of(line, place)
        if "entries" in record:
            check_end(record, number, previous, balances)
            if next(lines, None) is not None:
                raise Changed("something follows after the last line")
            return number, previous, balances
        check_entry(record, number + 1, previous)
        for account, _estate, _subledger, _party, fen in record["legs"]:
            balances[account] = balances.get(account, 0) + fen
        number, previous = number + 1, record["digest"]
    raise Changed(f"the file ends after entry {number}, without its last line")


def record_of(line: bytes, place: str) -> dict[str, Any]:
    """The object of a line that is written in the one way it can be."""
    try:
        record = json.loads(line.decode("utf-8"))
        as_exported = isinstance(record, dict) and line == canonical(record) + b"\n"
    except (ValueError, RecursionError):
        raise Changed(f"{place} cannot be read") from None
    if not as_exported:
        raise Changed(f"{place} is not written as it was exported")
    return dict(record)


def canonical(value: Any) -> bytes:
    """The one way to write a value (RFC 8785; the names are ASCII). Raises ValueError for half a sign."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")


def check_entry(record: dict[str, Any], number: int, previous: str) -> None:
    place = f"entry {number}"
    if list(record) != FIELDS or not all(isinstance(record[name], str) for name in TEXTS):
        raise Changed(f"{place} does not have the fields of an entry")
    place += f" ({record['source']})"
    if record["number"] != number:
        raise Changed(f"{place} is numbered {record['number']}")
    legs = record["legs"]
    if not isinstance(legs, list) or not all(is_leg(leg) for leg in legs):
        raise Changed(f"{place} has something among its legs that is none")
    if len(legs) < 2 or sum(leg[4] for leg in legs):
        raise Changed(f"{place} does not balance")
    if record["previous"] != previous:
        raise Changed(f"{place} does not follow the entry before it")
    if digest_of(record) != record["digest"]:
        raise Changed(f"{place} was changed")


def is_leg(leg: Any) -> bool:
    return isinstance(leg, list) and [type(part) for part in leg] == LEG_TYPES and abs(leg[4]) <= LARGEST


def digest_of(record: dict[str, Any]) -> str:
    """SHA-256 of the entry without its digest; the digest of the entry before is among what it says."""
    return hashlib.sha256(canonical({name: record[name] for name in FIELDS if name != "digest"})).hexdigest()


def check_end(record: dict[str, Any], number: int, head: str, balances: dict[str, int]) -> None:
    if record["entries"] != number:
        raise Changed(f"the file has {number} entries, its last line says {record['entries']}")
    if record.get("head") != head:
        raise Changed(f"entry {number} is not the head that the last line names")
    if record.get("balances") != balances:
        raise Changed("the balances of the last line are not those of the entries")
    if sum(balances.values()):
        raise Changed("the accounts do not balance")


def main() -> int:
    parser = argparse.ArgumentParser(description="Verifies an exported ledger. 独立核验账簿导出文件。")
    parser.add_argument("file", metavar="LEDGER.jsonl")
    parser.add_argument("--head", metavar="DIGEST", help="the head that the ledger must have, as printed elsewhere")
    given = parser.parse_args()
    try:
        with open(given.file, "rb") as file:  # noqa: PTH123 - nothing but the simplest Python
            entries, head, balances = verify(file)
        if given.head and given.head.lower() != head:
            raise Changed(f"the head is {head}, not the one given")
    except OSError as error:
        sys.stderr.write(f"{given.file}: {error.strerror}\n")
        return 2
    except Changed as change:
        sys.stderr.write(f"CHANGED 有改动: {change}\n")
        return 1
    for account, fen in balances.items():
        sys.stdout.write(f"{account:<12}{fen / 100:>20,.2f}\n")
    sys.stdout.write(f"OK 完好: {entries} entries 张凭证, head 链尾 {head}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
