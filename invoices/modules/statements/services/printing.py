"""What is made of a month for each estate, and kept with the papers until it is made anew (framework/paper_stores).

A print-ready file of all its statements, and an archive with a file for each home.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from invoices.modules.statements import selectors
from invoices.modules.statements.domain.document import StatementDoc
from invoices.modules.statements.domain.errors import NothingIssued
from invoices.modules.statements.reports.printer import render_merged
from invoices.modules.statements.services.composing import composed
from invoices.modules.statements.services.files import (
    Progress,
    Told,
    Written,
    issued_of_month,
    title_of,
    write_estate,
)
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.paper_stores import papers
from property_ops.framework.paper_stores.archive import ArchiveStore
from property_ops.framework.permissions import require
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate, visible_estates

PRINTED, ARCHIVED = "print", "archive"
_ENDINGS = {PRINTED: "pdf", ARCHIVED: "zip"}


@dataclass(frozen=True, slots=True)
class EstateFile:
    """`kind` is PRINTED or ARCHIVED."""

    kind: str
    estate_code: str
    estate_name: str
    name: str
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class PrintedMonth:
    statements: int
    pages: int


def print_month(
    *, month: Month, by: User, estate_codes: Sequence[str] = (), progress: Progress | None = None
) -> PrintedMonth:
    """One print-ready file per estate with issued bills, in building order.

    Raises NotAllowed, NothingIssued, StoreFault.
    """

    def printed(estate: Estate, ids: list[int], tell: Written) -> int:
        with papers().arriving(_name(PRINTED, month, estate.code)) as path:
            return render_merged(_documents(ids, tell), path, title=title_of(month, estate.name))

    return _made(PRINTED, month, estate_codes, by, progress, printed)


def archive_month(
    *, month: Month, by: User, estate_codes: Sequence[str] = (), progress: Progress | None = None
) -> PrintedMonth:
    """One archive per estate with issued bills, in which each home has a file of its own.

    Raises NotAllowed, NothingIssued, StatementDiffers, StoreFault.
    """

    def archived(estate: Estate, ids: list[int], tell: Written) -> int:
        with papers().arriving(_name(ARCHIVED, month, estate.code)) as path, ArchiveStore.writing(path) as archive:
            return write_estate(estate, month, ids, archive, tell=tell).pages

    return _made(ARCHIVED, month, estate_codes, by, progress, archived)


def _made(
    kind: str,
    month: Month,
    estate_codes: Sequence[str],
    by: User,
    progress: Progress | None,
    make: Callable[[Estate, list[int], Written], int],
) -> PrintedMonth:
    bills = issued_of_month(month, estate_codes, by=by)
    total = sum(map(len, bills.values()))
    done = pages = 0
    for estate, ids in bills.items():
        pages += make(estate, ids, Told(progress, total, estate.name, before=done))
        done += len(ids)
    audit.record(
        by=by,
        action=f"statements.{kind}",
        subject=str(month),
        statements=done,
        pages=pages,
        estates=[estate.code for estate in bills],
    )
    return PrintedMonth(done, pages)


def print_building(*, month: Month, estate: Estate, building: int, out: Path, by: User) -> int:
    """One file of a building's statements, entrance by entrance; how many. Raises NotAllowed, NothingIssued."""
    require(by, "statements.print", estate)
    ids = selectors.issued(estate, month, building=building)
    if not ids:
        raise NothingIssued(month=month)
    pages = render_merged(_documents(ids), out, title=title_of(month, f"{estate.name}{building}号楼"))
    audit.record(
        by=by, action="statements.print", subject=f"{month} {estate.code}-{building}", statements=len(ids), pages=pages
    )
    return len(ids)


def buildings_of(month: Month, user: User) -> list[tuple[Estate, list[int]]]:
    """Of the estates this person may see: the buildings with issued bills of the month."""
    estates = visible_estates(user)
    found = selectors.buildings_with_bills(month, estates)
    return [(one, found[one.code]) for one in estates.order_by("code") if one.code in found]


def _documents(ids: list[int], tell: Written | None = None) -> Iterator[StatementDoc]:
    done = 0
    for bills in selectors.chunks(ids, size=200):
        if tell:
            tell(done)
        for one in composed(bills):
            yield one.doc
        done += len(bills)


def estate_files(month: Month, user: User) -> list[EstateFile]:
    """The files there are, of the estates this person may see. Raises StoreFault."""
    kept = {kind: papers().kept(_folder(kind, month)) for kind in _ENDINGS}
    return [
        EstateFile(kind, code, name, path, found.made_at, found.size)
        for code, name in visible_estates(user).order_by("code").values_list("code", "name")
        for kind in _ENDINGS
        if (found := kept[kind].get((path := _name(kind, month, code)).rpartition("/")[2]))
    ]


def open_estate_file(kind: str, month: Month, estate_code: str, *, by: User) -> IO[Any] | None:
    """The file of an estate that this person may see, if any; opening it is recorded. Raises NotAllowed, StoreFault."""
    require(by, "statements.print")
    if not visible_estates(by).filter(code=estate_code).exists():
        return None
    try:
        file = papers().open(_name(kind, month, estate_code))
    except FileNotFoundError:
        return None
    audit.record(by=by, action=f"statements.{kind}_opened", subject=f"{month} {estate_code}")
    return file


def _folder(kind: str, month: Month) -> str:
    return f"{kind}/{month}"


def _name(kind: str, month: Month, estate_code: str) -> str:
    return f"{_folder(kind, month)}/{selectors.file_name(estate_code)}.{_ENDINGS[kind]}"
