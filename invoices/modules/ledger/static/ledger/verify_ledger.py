#!/usr/bin/env python3
"""Verifies an exported ledger, alone: needs Python 3.9 or newer and the exported files, nothing else.

    python3 verify_ledger.py LEDGER.jsonl [--seals SEALS.jsonl] [--key KEY] [--head HEAD]
                             [--households FILE …] [--household PROOF.json]

Recomputes the SHA-256 chain of all entries, the balance of every account, the root of every seal and its signature, and
what a disclosure counts of each household. --head takes any head of 64 characters that was printed: of a seal, on
a closed month or a public disclosure, or the digest of an entry. Exit code 0: all holds. 1: something was changed; the
first place is named, after its code. 2: a file is not there. verify.html does the same in a browser.

独立核验账簿导出文件：重新计算全部凭证的 SHA-256 链、各科目余额、每一枚封签的摘要和签名、公示所计入的每一户。
退出码 0 为完好；1 为有改动（先写代号，再指出第一处）；2 为文件不存在。verify.html 在浏览器里做同样的核验。
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

FORMAT, VERSION = "property-ops ledger", 2
TEXTS = ["digest", "evidence", "memo", "month", "posted_on", "previous", "source"]
FIELDS = sorted([*TEXTS, "legs", "number"])
LEG_TYPES = [str, str, str, str, int]  # account, estate, sub-ledger, party, fen
LARGEST = 2**53 - 1
NOUGHT = "0" * 64


class Changed(Exception):
    """The files are not as they were exported. `code` and `place` (entry, seal or bill) are those of verify.html."""

    def __init__(self, code: str, place: object, says: str) -> None:
        super().__init__(says)
        self.code, self.place = code, place


CORRECTS = "更正 "
"""Stands before the bill's number in the memo of a credit note's entry."""


class Ledger:
    """What was read: how many entries, the last digest, balances in fen by account, the tree, and the bills."""

    def __init__(self, seals: "Iterable[dict[str, Any]]" = ()) -> None:
        self.entries, self.head = 0, NOUGHT
        self.balances: dict[str, int] = {}
        self.frontier: list[bytes] = []
        self.bills: list[tuple[str, str, int, str, int]] = []  # estate, month, entry, bill, fen
        self.credits: list[tuple[str, str, int, str, int]] = []
        sizes = (seal["chains"]["ledger"]["size"] for seal in seals if "ledger" in seal["chains"])
        self.roots = dict.fromkeys({0, *sizes}, "")
        self.roots[0] = hashlib.sha256(b"").hexdigest()
        self.wanted, self.found = "", False

    def add(self, record: dict[str, Any]) -> None:
        self.entries, self.head = record["number"], record["digest"]
        for account, estate, _subledger, _party, fen in record["legs"]:
            self.balances[account] = self.balances.get(account, 0) + fen
            if account == "1122" and record["source"].startswith("bill/"):
                self.bills.append((estate, record["month"], self.entries, record["source"][5:], fen))
            if account == "1122" and record["source"].startswith("credit_note/") and CORRECTS in record["memo"]:
                bill = record["memo"].rpartition(CORRECTS)[2]
                self.credits.append((estate, record["month"], self.entries, bill, fen))
        grow(self.frontier, self.entries - 1, leaf(unhex(self.head)))
        if self.entries in self.roots or self.wanted:
            root = folded(self.frontier).hex()
            self.roots[self.entries] = root
            alone = leaf(canonical(["ledger", self.entries, root])).hex()
            self.found = self.found or self.wanted in (root, alone, self.head)


def verify(lines: Iterable[bytes], ledger: "Ledger | None" = None) -> Ledger:
    """Raises Changed, naming the first place."""
    ledger = ledger or Ledger()
    lines = iter(lines)
    first = record_of(next(lines, b""), 0)
    if first != {"format": FORMAT, "genesis": NOUGHT, "version": VERSION}:
        raise Changed("first", "", f"the first line is not that of a {FORMAT}, version {VERSION}")
    for line in lines:
        record = record_of(line, ledger.entries + 1)
        if "entries" in record:
            last = {"balances": ledger.balances, "entries": ledger.entries, "head": ledger.head}
            if canonical(record) != canonical(last):
                raise Changed("end", "", "the last line does not say what the entries come to")
            if next(lines, None) is not None:
                raise Changed("after-end", "", "something follows after the last line")
            return ledger
        check_entry(record, ledger.entries + 1, ledger.head)
        ledger.add(record)
    raise Changed("truncated", ledger.entries, f"the file ends after entry {ledger.entries}, without its last line")


def record_of(line: bytes, place: int) -> Any:
    """The object of a line that is written in the one way it can be."""
    try:
        record = read(line)
        if not isinstance(record, dict) or line != canonical(record) + b"\n":
            raise ValueError
    except (ValueError, RecursionError):
        raise Changed("line", place, f"entry {place} is not written as it was exported") from None
    return record


def read(text: bytes) -> Any:
    """Raises ValueError for what is no JSON of texts and whole numbers."""
    return json.loads(text.decode("utf-8"), parse_float=refused, parse_constant=refused)


def unhex(text: str) -> bytes:
    """Raises ValueError but for small digits without blanks."""
    found = bytes.fromhex(text)
    if found.hex() != text:
        raise ValueError(text)
    return found


def refused(text: str) -> Any:
    raise ValueError(text)


def canonical(value: Any) -> bytes:
    """The one way to write a value (RFC 8785; names are ASCII). Raises ValueError where there is none."""
    for one in parts_of(value):
        if type(one) is int and abs(one) > LARGEST:
            raise ValueError
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")


def parts_of(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        if not all(name.isascii() for name in value):
            raise ValueError
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from parts_of(one)
    else:
        yield value


def check_entry(record: dict[str, Any], number: int, previous: str) -> None:
    place = f"entry {number}"
    if sorted(record) != FIELDS or not all(isinstance(record[name], str) for name in TEXTS):
        raise Changed("fields", number, f"{place} does not have the fields of an entry")
    place += f" ({record['source']})"
    if type(record["number"]) is not int or record["number"] != number:
        raise Changed("number", number, f"{place} is numbered {record['number']}")
    legs = record["legs"]
    if not isinstance(legs, list) or not all(
        isinstance(leg, list) and [type(part) for part in leg] == LEG_TYPES for leg in legs
    ):
        raise Changed("legs", number, f"{place} has something among its legs that is none")
    if len(legs) < 2 or sum(leg[4] for leg in legs):
        raise Changed("balance", number, f"{place} does not balance")
    if record["previous"] != previous:
        raise Changed("previous", number, f"{place} does not follow the entry before it")
    content = {name: value for name, value in record.items() if name != "digest"}
    if hashlib.sha256(canonical(content)).hexdigest() != record["digest"]:
        raise Changed("digest", number, f"{place} was changed")


# --- trees (RFC 9162): a leaf begins with 0x00, a node with 0x01 ----------------------------------------------------


def leaf(record: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + record).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def grow(frontier: list[bytes], size: int, found: bytes) -> None:
    while size & 1:
        found, size = node(frontier.pop(), found), size >> 1
    frontier.append(found)


def folded(parts: list[bytes]) -> bytes:
    found = parts[-1]
    for left in reversed(parts[:-1]):
        found = node(left, found)
    return found


def root_of(records: list[bytes]) -> str:
    frontier: list[bytes] = []
    for size, record in enumerate(records):
        grow(frontier, size, leaf(record))
    return folded(frontier).hex()


def is_consistent(size: int, root: bytes, larger: int, whole: bytes, proof: list[bytes]) -> bool:
    """Whether the tree of `larger` leaves begins with that of `size` (RFC 9162, 2.1.4.2)."""
    if size == larger or not size:
        return not proof and size <= larger and (not size or root == whole)
    path = [root, *proof] if size & (size - 1) == 0 else proof
    if size > larger or not path:
        return False
    place, last = size - 1, larger - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for one in path[1:]:
        if not last:
            return False
        if place & 1 or place == last:
            old, new = node(one, old), node(one, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = node(new, one)
        place, last = place >> 1, last >> 1
    return not last and old == root and new == whole


# --- seals: heads of the ledger, signed -----------------------------------------------------------------------------


def read_seals(lines: Iterable[bytes], key: str = "") -> list[dict[str, Any]]:
    """Each signed with the key (that of the first, if none is given), and continuing the one before."""
    seals: list[dict[str, Any]] = []
    for number, line in enumerate(lines, start=1):
        try:
            seal = record_of(line, number)
            signed = canonical({name: value for name, value in seal.items() if name != "signature"})
            chains = {name: place_of(one) for name, one in seal["chains"].items()}
            records = [canonical([name, *chains[name][:1], chains[name][1].hex()]) for name in sorted(chains)]
            if seal["head"] != root_of(records) or not is_seal(seal):
                raise ValueError
            signature, signer = unhex(seal["signature"]), unhex(seal["key"])
        except (Changed, LookupError, TypeError, ValueError, AttributeError):
            raise Changed("seal-unreadable", number, f"line {number} of the seals is no seal, or was changed") from None
        key = key or seal["key"]
        if seal["key"] != key:
            raise Changed("seal-key", seal["number"], f"seal {seal['number']} is signed with another key")
        if not is_signed(signer, signed, signature):
            raise Changed("seal-signature", seal["number"], f"the signature of seal {seal['number']} is wrong")
        check_order(seals[-1] if seals else None, seal)
        seals.append(seal)
    return seals


def is_seal(seal: dict[str, Any]) -> bool:
    return type(seal["number"]) is int and seal["version"] == 1 and isinstance(seal["facts"], dict)


def check_order(before: "dict[str, Any] | None", seal: dict[str, Any]) -> None:
    number = seal["number"]
    if number != (before["number"] + 1 if before else 1):
        raise Changed("seal-number", number, f"a seal is missing before seal {number}")
    if seal["previous"] != (hashlib.sha256(canonical(before)).hexdigest() if before else NOUGHT):
        raise Changed("seal-previous", number, f"seal {number} does not follow the seal before it")
    for name, known in (before["chains"] if before else {}).items():
        size, root, _proof = place_of(known)
        larger, whole, proof = place_of(seal["chains"][name]) if name in seal["chains"] else (0, b"", [])
        if not is_consistent(size, root, larger, whole, proof):
            raise Changed("seal-consistency", number, f"seal {number} does not continue the seal before it")


def place_of(head: dict[str, Any]) -> tuple[int, bytes, list[bytes]]:
    if type(head["size"]) is not int or head["size"] < 0:
        raise ValueError
    return head["size"], unhex(head["root"]), [unhex(one) for one in head["consistency"]]


def check_sealed(seals: list[dict[str, Any]], ledger: Ledger) -> None:
    for seal in seals:
        head = seal["chains"].get("ledger")
        if head and head["size"] > ledger.entries:
            says = (
                f"the ledger has {ledger.entries} entries; seal {seal['number']} ({seal['name']}) is of {head['size']}"
            )
            raise Changed("seal-too-short", seal["number"], says)
        if head and ledger.roots[head["size"]] != head["root"]:
            raise Changed(
                "seal-root", seal["number"], f"the ledger is not as seal {seal['number']} ({seal['name']}) sealed it"
            )


# --- Ed25519 (RFC 8032), to check a signature without a library: slow, exact, and nothing secret in it ----------------

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]


def added(one: Point, other: Point) -> Point:
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = added(found, point)
        point, number = added(point, point), number >> 1
    return found


def point_of(written: bytes) -> Point:
    """Raises ValueError for what is no point of the curve."""
    y = int.from_bytes(written, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if len(written) != 32 or y >= P or (x * x - square) % P or (not x and sign):
        raise ValueError
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        signer, commitment = point_of(key), point_of(signature[:32])
    except ValueError:
        return False
    answer = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or answer >= L:
        return False
    question = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(answer, BASE), added(commitment, times(question, signer))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


# --- households: a tree that counts ----------------------------------------------------------------------------------

Counted = tuple[bytes, int]


def counted(number: str, part: int, fen: int, salt: str) -> Counted:
    return hashlib.sha256(b"\x00" + unhex(salt) + canonical([number, part, within(fen)])).digest(), fen


def joined(left: Counted, right: Counted) -> Counted:
    total = within(within(left[1]) + within(right[1]))
    written = b"".join(one[0] + one[1].to_bytes(8, "big") for one in (left, right))
    return hashlib.sha256(b"\x01" + written).digest(), total


def within(fen: Any) -> int:
    if type(fen) is not int:
        raise TypeError
    if not 0 <= fen <= LARGEST:
        raise Changed("household-range", "", "an amount is below zero or too large")
    return fen


def head_over(of: dict[str, Any], root: Counted, size: int) -> str:
    named = {name: of[name] for name in ("disclosure", "estate", "period")}
    content = {**named, "root": root[0].hex(), "size": size, "sum": root[1]}
    return hashlib.sha256(b"\x02" + canonical(content)).hexdigest()


def check_household(proof: Any, heads: "Iterable[str] | None" = None) -> int:
    """The fen of the bill that the proof proves to be counted. `heads`: those that may be, if they are known."""
    try:
        if (proof["format"], proof["version"], len(proof["parts"])) != ("property-ops household", 1, 2):
            raise ValueError
        roots, sizes = set(), {1 << len(part["path"]) for part in proof["parts"]}
        for number, part in enumerate(proof["parts"]):
            found = counted(proof["bill"], number, part["fen"], part["salt"])
            if type(part["place"]) is not int or not 0 <= part["place"] < 1 << len(part["path"]):
                raise ValueError
            for height, (neighbour, fen) in enumerate(part["path"]):
                other = unhex(neighbour), within(fen)
                found = joined(other, found) if part["place"] >> height & 1 else joined(found, other)
            roots.add(found)
        first, second = proof["parts"]
        is_one = len(roots) == len(sizes) == 1 and first["place"] != second["place"]
        root = roots.pop()
        if not is_one or root[1] != proof["sum"] or head_over(proof, root, sizes.pop()) != proof["head"]:
            raise Changed("household-root", proof["bill"], f"bill {proof['bill']} is not in what the disclosure counts")
    except (LookupError, TypeError, ValueError, AttributeError):
        raise Changed("household-unreadable", "", "this is no proof of a bill") from None
    if heads is not None and proof["head"] not in heads:
        raise Changed(
            "household-head", proof["disclosure"], f"no seal names the head of disclosure {proof['disclosure']}"
        )
    return int(first["fen"] + second["fen"])


def proof_in(text: bytes) -> Any:
    try:
        return read(text)
    except ValueError:
        raise Changed("household-unreadable", "", "this is no proof of a bill") from None


def check_households(lines: Iterable[bytes], ledger: Ledger, heads: "Iterable[str] | None" = None) -> dict[str, Any]:
    """A file of all leaves of a disclosure, opened: they make its head, and are the ledger's bills, each once."""
    try:
        of, *leaves = (record_of(line, 0) for line in lines)
        if of["format"] != "property-ops households" or of["version"] not in (1, 2):
            raise ValueError
        level = [counted(one["bill"], one["part"], one["fen"], one["salt"]) for one in leaves]
        check_bills(leaves, owed_in(of, ledger))
        while len(level) > 1:
            level = [joined(level[at], level[at + 1]) for at in range(0, len(level), 2)]
        is_head = head_over(of, level[0], len(leaves)) == of["head"]
    except (LookupError, TypeError, ValueError, AttributeError):
        raise Changed("household-unreadable", "", "this is no file of households") from None
    except Changed as change:
        if change.code != "line":
            raise
        raise Changed("household-unreadable", "", "this is no file of households") from None
    if not is_head:
        raise Changed(
            "household-root", of["disclosure"], f"the bills are not those that disclosure {of['disclosure']} counts"
        )
    if heads is not None and of["head"] not in heads:
        raise Changed("household-head", of["disclosure"], f"no seal names the head of disclosure {of['disclosure']}")
    return dict(of)


def owed_in(of: dict[str, Any], ledger: Ledger) -> dict[str, int]:
    """The ledger's bills of the period in fen; since version 2 less what credit notes took back of them."""
    owed: dict[str, int] = {}
    for estate, month, entry, bill, fen in ledger.bills + (ledger.credits if of["version"] > 1 else []):
        if estate == of["estate"] and of["start"] <= month < of["end"] and entry <= of["up_to"]:
            owed[bill] = owed.get(bill, 0) + fen
    return owed


def check_bills(leaves: list[dict[str, Any]], owed: dict[str, int]) -> None:
    parts: dict[str, list[int]] = {}
    fens: dict[str, int] = {}
    for one in leaves:
        parts.setdefault(one["bill"], []).append(one["part"])
        fens[one["bill"]] = fens.get(one["bill"], 0) + one["fen"]
    for bill in sorted({*owed, *fens}):
        if bill not in parts:
            raise Changed("household-missing", bill, f"bill {bill} is not counted")
        if bill and sorted(parts[bill]) != [0, 1]:
            raise Changed("household-twice", bill, f"bill {bill} is not counted exactly once")
        if fens[bill] != owed.get(bill, 0):
            says = f"bill {bill} is counted with {fens[bill]} fen, in the ledger it is {owed.get(bill, 0)}"
            raise Changed("household-amount", bill, says)


def heads_in(seals: list[dict[str, Any]]) -> "list[str] | None":
    """The heads of households that the seals name; None without seals."""
    return [seal["facts"]["households"] for seal in seals if "households" in seal["facts"]] if seals else None


def lines_of(path: str) -> list[bytes]:
    with open(path, "rb") as file:  # noqa: PTH123 - nothing but the simplest Python
        return list(file)


def report(given: argparse.Namespace) -> Iterator[str]:
    """Raises Changed, OSError."""
    wanted = (given.head or "").strip().lower()
    seals = read_seals(lines_of(given.seals), (given.key or "").strip().lower()) if given.seals else []
    ledger = Ledger(seals)
    ledger.wanted = wanted
    with open(given.file, "rb") as file:  # noqa: PTH123
        verify(file, ledger)
    check_sealed(seals, ledger)
    if wanted and not ledger.found and wanted not in [seal["head"] for seal in seals]:
        raise Changed("head", wanted, f"the ledger never had the head {wanted}")
    for account, fen in ledger.balances.items():
        yield f"{account:<12}{fen / 100:>20,.2f}"
    if seals:
        yield f"OK 完好: {len(seals)} seals 枚封签, key 公钥 {seals[0]['key']}"
    for path in given.households:
        of = check_households(lines_of(path), ledger, heads_in(seals))
        yield f"OK 完好: {of['disclosure']} {of['estate']} {of['period']}, households 户账 {of['head']}"
    if given.household:
        proof = proof_in(b"".join(lines_of(given.household)))
        fen = check_household(proof, heads_in(seals))
        yield f"OK 完好: {proof['bill']} {fen / 100:,.2f}, counted in 已计入 {proof['disclosure']}: {proof['head']}"
    yield f"OK 完好: {ledger.entries} entries 张凭证, head 链尾 {ledger.head}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Verifies an exported ledger. 独立核验账簿导出文件。")
    parser.add_argument("file", metavar="LEDGER.jsonl")
    parser.add_argument("--seals", metavar="SEALS.jsonl", help="the seals that the ledger must keep to")
    parser.add_argument("--key", metavar="KEY", help="the public key of the seals, as printed elsewhere")
    parser.add_argument("--head", metavar="HEAD", help="a head that the ledger has or had, as printed elsewhere")
    parser.add_argument("--households", metavar="FILE", nargs="+", default=[], help="what disclosures count")
    parser.add_argument("--household", metavar="PROOF.json", help="the proof that a bill is counted")
    try:
        for line in report(parser.parse_args()):
            sys.stdout.write(f"{line}\n")
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return 2
    except Changed as change:
        sys.stderr.write(f"CHANGED 有改动: {change.code}: {change}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
