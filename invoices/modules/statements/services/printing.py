"""Print-ready files of a month, one per estate, kept in the data folder until they are made anew."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from invoices.modules.charges.public import estates_named
from invoices.modules.statements import selectors
from invoices.modules.statements.domain.document import StatementDoc
from invoices.modules.statements.domain.errors import NothingIssued
from invoices.modules.statements.reports.printer import render_merged
from invoices.modules.statements.services.composing import composed
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate, visible_estates

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class PrintFile:
    estate_code: str
    estate_name: str
    path: Path
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Printable:
    """An estate with issued bills: its print file, if one is made, and its buildings."""

    estate_code: str
    estate_name: str
    file: PrintFile | None
    buildings: Sequence[int]


@dataclass(frozen=True, slots=True)
class PrintedMonth:
    statements: int
    pages: int


def print_month(
    *, month: Month, by: User, estate_codes: Sequence[str] = (), progress: Progress | None = None
) -> PrintedMonth:
    """One file per estate with issued bills, in building order.

    Raises NotAllowed, NothingIssued.
    """
    require(by, "statements.print")
    bills = {estate: selectors.issued(estate, month) for estate in estates_named(estate_codes, user=by)}
    total = sum(map(len, bills.values()))
    if not total:
        raise NothingIssued(month=month)
    folder = _folder(month)
    folder.mkdir(parents=True, exist_ok=True)
    done = pages = 0
    for estate, ids in bills.items():
        if not ids:
            continue
        title = f"{month.year}年{month.number}月账单 {estate.name}"
        docs = _documents(ids, done, total, estate.name, progress)
        pages += render_merged(docs, _path(month, estate.code), title=title)
        done += len(ids)
    audit.record(
        by=by,
        action="statements.print",
        subject=str(month),
        statements=done,
        pages=pages,
        estates=[estate.code for estate, ids in bills.items() if ids],
    )
    return PrintedMonth(done, pages)


def print_building(*, month: Month, estate: Estate, building: int, out: Path, by: User) -> int:
    """One file of a building's statements, entrance by entrance; how many. Raises NotAllowed, NothingIssued."""
    require(by, "statements.print", estate)
    ids = selectors.issued(estate, month, building=building)
    if not ids:
        raise NothingIssued(month=month)
    title = f"{month.year}年{month.number}月账单 {estate.name}{building}号楼"
    pages = render_merged(_documents(ids, 0, len(ids), estate.name, None), out, title=title)
    audit.record(
        by=by, action="statements.print", subject=f"{month} {estate.code}-{building}", statements=len(ids), pages=pages
    )
    return len(ids)


def _documents(ids: list[int], before: int, total: int, name: str, progress: Progress | None) -> Iterator[StatementDoc]:
    done = before
    for bills in selectors.chunks(ids, size=200):
        if progress:
            progress(done, total, name)
        for one in composed(bills):
            yield one.doc
        done += len(bills)


def print_files(month: Month, user: User) -> list[PrintFile]:
    """The print files there are, of the estates this person may see."""
    return [
        PrintFile(code, name, path, datetime.fromtimestamp(path.stat().st_mtime, tz=UTC), path.stat().st_size)
        for code, name in visible_estates(user).order_by("code").values_list("code", "name")
        if (path := _path(month, code)).is_file()
    ]


def printables(month: Month, user: User) -> list[Printable]:
    """What of the month can be printed, of the estates this person may see."""
    estates = visible_estates(user)
    made = {one.estate_code: one for one in print_files(month, user)}
    buildings = selectors.buildings_with_bills(month, estates)
    return [
        Printable(code, name, made.get(code), buildings.get(code, ()))
        for code, name in estates.order_by("code").values_list("code", "name")
        if code in made or code in buildings
    ]


def print_file(month: Month, estate_code: str, *, by: User) -> PrintFile | None:
    """The print file of an estate that this person may see, if any; opening it is recorded. Raises NotAllowed."""
    require(by, "statements.print")
    found = next((one for one in print_files(month, by) if one.estate_code == estate_code), None)
    if found:
        audit.record(by=by, action="statements.print_opened", subject=f"{month} {estate_code}")
    return found


def _folder(month: Month) -> Path:
    return Path(settings.DATA) / "print" / str(month)


def _path(month: Month, estate_code: str) -> Path:
    return _folder(month) / f"{selectors.file_name(estate_code)}.pdf"
