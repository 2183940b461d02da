"""Whether rows of payment files tell of a movement that is known already (docs/product.md rule 26).

A file may be exported again in another layout, saved by Excel, cut or mended: what two rows both say is compared, what
only one of them says decides nothing.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import IntEnum

from property_ops.kernel.money import Yuan
from property_ops.kernel.writing import folded, squeezed

_SHORTEST_NUMBER = 16
_NUMBER_OF_A_SERVICE = re.compile(rf"(?<!\d)\d{{{_SHORTEST_NUMBER},64}}(?!\d)")
_IN_GROUPS = re.compile(r"(?<=\d{4})[ -](?=\d{4})")
OTHER_DAY_WITHIN = timedelta(days=10)
"""What was paid in a week of holidays is booked after it: 交易日 and 记账日 lie so far apart at most."""
_UNPROVED_WITHIN = timedelta(days=3)
_LONG_SERIAL = 6  # digits that no bank reaches within a day, unless it never begins anew


class Likeness(IntEnum):
    OTHER = 0
    PERHAPS = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Trace:
    """What is said of one movement of a bank account. Empty where a file does not say."""

    is_out: bool
    day: date
    amount: Yuan
    own_account: str = ""
    at: time | None = None
    payer: str = ""
    serial: str = ""
    balance: Yuan | None = None

    @property
    def group(self) -> Hashable:
        """Movements of different groups are different."""
        return self.is_out, self.day, self.amount.fen


@dataclass(frozen=True, slots=True)
class Recognised:
    """What became of one row: it is `known` already (an index), or it may be."""

    likeness: Likeness
    known: int | None = None


def likeness(one: Trace, other: Trace) -> tuple[Likeness, int]:
    """How alike two traces of one group are, and by how many facts.

    The balance after a movement tells it from all others of its day; a serial alone does not.
    """
    balances = _agree(one.balance, other.balance)
    serials = _agree(canonical_serial(one.serial), canonical_serial(other.serial))
    payers = _agree_by(one.payer, other.payer, same_name)
    minutes = _agree(_minute(one.at), _minute(other.at))
    accounts = _agree_by(one.own_account, other.own_account, same_account)
    if False in (balances, minutes, accounts):
        return Likeness.OTHER, 0
    if serials is False or payers is False:
        return (Likeness.PERHAPS if balances else Likeness.OTHER), 0
    facts = sum(fact is True for fact in (balances, serials, payers, minutes))
    return (Likeness.SAME if facts else Likeness.PERHAPS), facts


def recognise(rows: Sequence[Trace], known: Sequence[Trace]) -> list[Recognised]:
    """For each row what is known of it. A movement that is known is one row of the file, no more: a bank prints no row
    twice, so that two alike are two movements."""
    found: list[Recognised] = [Recognised(Likeness.OTHER)] * len(rows)
    if not known:
        return found
    known_by, rows_by = _grouped(known), _grouped(rows)
    for group, indexes in rows_by.items():
        if group in known_by:
            _recognise_group(rows, known, indexes, known_by[group], found)
    _recognise_on_other_days(rows, known, found)
    return found


def likeness_across_days(one: Trace, other: Trace) -> tuple[Likeness, int]:
    """How alike two traces of one amount are that name different days, as 交易日 and 记账日 are, and by how many facts.

    Never surely the same: the same payer may pay the same again on the next day, and a bank may begin its serials anew.
    """
    apart = abs(one.day - other.day)
    balances = _agree(one.balance, other.balance)
    serials = _agree(canonical_serial(one.serial), canonical_serial(other.serial))
    payers = _agree_by(one.payer, other.payer, same_name)
    if _agree_by(one.own_account, other.own_account, same_account) is False or apart > OTHER_DAY_WITHIN:
        return Likeness.OTHER, 0
    facts = sum(fact is True for fact in (balances, serials, payers))
    if serials and len(canonical_serial(one.serial)) >= _LONG_SERIAL:
        return Likeness.PERHAPS, facts
    if balances is False or payers is False or (serials is False and not balances):
        return Likeness.OTHER, 0
    is_told = balances or (payers and apart <= _UNPROVED_WITHIN)
    return (Likeness.PERHAPS if is_told else Likeness.OTHER), facts


def numbers_of_services(text: str) -> list[str]:
    """The transaction numbers of payment services that a text mentions: a bank prints them in its memo."""
    if len(text) < _SHORTEST_NUMBER:
        return []
    plain = folded(text)
    found = _NUMBER_OF_A_SERVICE.findall(plain)
    if _IN_GROUPS.search(plain):
        found += _NUMBER_OF_A_SERVICE.findall(_IN_GROUPS.sub("", plain))
    return list(dict.fromkeys(found))


def canonical_serial(serial: str) -> str:
    """A serial as it survives Excel, which drops leading zeros: 00088001 is 88001."""
    return squeezed(serial).upper().lstrip("0")


def same_account(one: str, other: str) -> bool:
    """Account numbers, of which a bank may mask the middle: 1234****9876."""
    pattern, number = (one, other) if "*" in one else (other, one)
    if "*" not in pattern:
        return re.sub(r"\D", "", one) == re.sub(r"\D", "", other)
    return _masked(pattern, number)


def same_name(one: str, other: str) -> bool:
    """Names, of which a bank may mask a part, or print no more than so many characters."""
    one, other = squeezed(one), squeezed(other)
    if "*" in one or "*" in other:
        pattern, name = (one, other) if "*" in one else (other, one)
        return _masked(pattern, name)
    return one == other or (min(len(one), len(other)) >= 6 and (one.startswith(other) or other.startswith(one)))


def _masked(pattern: str, text: str) -> bool:
    parts = (re.escape(part) for part in re.split(r"\*+", pattern))
    return re.fullmatch(".*".join(parts), text) is not None


def _agree(one: object, other: object) -> bool | None:
    """None where one of them is not said."""
    return None if one in (None, "") or other in (None, "") else one == other


def _agree_by(one: str, other: str, same: Callable[[str, str], bool]) -> bool | None:
    return None if not one or not other else same(one, other)


def _minute(at: time | None) -> tuple[int, int] | None:
    return None if at is None else (at.hour, at.minute)


def _grouped(traces: Iterable[Trace]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for index, trace in enumerate(traces):
        found[trace.group].append(index)
    return found


def _recognise_group(
    rows: Sequence[Trace], known: Sequence[Trace], of_file: list[int], stored: list[int], found: list[Recognised]
) -> None:
    """The rows that say most in common with something known first, so that none takes another's place.

    Thousands may pay the same sum on one day: only those are compared that have something in common.
    """
    left, free = _take_equal(rows, known, of_file, stored, found)
    by_fact: dict[Hashable, list[int]] = defaultdict(list)
    for other in free if left else ():
        for fact in _facts_of(known[other]):
            by_fact[fact].append(other)
    near = {row: {other for fact in _facts_of(rows[row]) for other in by_fact.get(fact, ())} for row in left}
    pairs = []
    for row, others in near.items():
        for other in others:
            kind, facts = likeness(rows[row], known[other])
            if kind is Likeness.SAME:
                pairs.append((-facts, row, other))
    taken: set[int] = set()
    for _facts, row, other in sorted(pairs):
        if other not in taken and found[row].likeness is Likeness.OTHER:
            found[row] = Recognised(Likeness.SAME, other)
            taken.add(other)
    nameless = {other for other in free if not known[other].payer}
    for row in left:
        if found[row].likeness is Likeness.OTHER:
            candidates = sorted(near[row] | nameless) if rows[row].payer else free
            perhaps = (other for other in candidates if other not in taken)
            alike = (other for other in perhaps if likeness(rows[row], known[other])[0] is Likeness.PERHAPS)
            first = next(alike, None)
            found[row] = found[row] if first is None else Recognised(Likeness.PERHAPS, first)


def _recognise_on_other_days(rows: Sequence[Trace], known: Sequence[Trace], found: list[Recognised]) -> None:
    """Rows of which nothing is known on their day, beside what no row of the file has answered for on days nearby.

    Two rows may both be the one that is known; where there are others, each has its own beside it.
    """
    taken, shown = {one.known for one in found}, set[int]()
    left: dict[Hashable, list[int]] = defaultdict(list)
    for other, trace in enumerate(known):
        for fact in _facts_of(trace) if other not in taken else ():
            left[fact].append(other)
    for row, trace in enumerate(rows if left else ()):
        if found[row].likeness is not Likeness.OTHER:
            continue
        near = {other for fact in _facts_of(trace) for other in left.get(fact, ())}
        alike = [(*likeness_across_days(trace, known[other]), other not in shown, -other) for other in near]
        best = max(alike, default=(Likeness.OTHER, 0, False, 0))
        if best[0]:
            found[row] = Recognised(best[0], -best[3])
            shown.add(-best[3])


def _facts_of(trace: Trace) -> Iterator[Hashable]:
    """By each of these a movement may be found; of a masked name, no more than a bank leaves of it."""
    amount = trace.is_out, trace.amount.fen
    if trace.balance is not None:
        yield amount, trace.balance.fen
    if trace.serial:
        yield amount, canonical_serial(trace.serial)
    if trace.at is not None:
        yield amount, "at", _minute(trace.at)
    plain = squeezed(trace.payer).replace("*", "")
    for sign in {plain[:1], plain[-1:]} - {""}:
        yield amount, "name", sign


def _take_equal(
    rows: Sequence[Trace], known: Sequence[Trace], of_file: list[int], stored: list[int], found: list[Recognised]
) -> tuple[list[int], list[int]]:
    """Rows that say exactly what is known, one for one; gives what is left of both."""
    by_trace: dict[Trace, list[int]] = defaultdict(list)
    for other in reversed(stored):
        by_trace[known[other]].append(other)
    left = []
    for row in of_file:
        if by_trace.get(rows[row]):
            found[row] = Recognised(Likeness.SAME, by_trace[rows[row]].pop())
        else:
            left.append(row)
    return left, sorted(other for others in by_trace.values() for other in others)
