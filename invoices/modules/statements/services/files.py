"""Writing a month's statements: one file per bill and, if wanted, one print-ready file per estate.

Into a folder, into an archive, or where the installation keeps its papers.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from invoices.modules.charges.public import estates_named
from invoices.modules.statements import selectors
from invoices.modules.statements.domain.errors import NothingIssued
from invoices.modules.statements.reports.printer import add_to, merged_file, set_in_type
from invoices.modules.statements.services.composing import Composed, composed
from invoices.modules.statements.services.proof import FileProof, prove
from property_ops.framework import audit
from property_ops.framework.drafts import arriving, sweep
from property_ops.framework.models import User
from property_ops.framework.paper_stores import PaperStore, papers
from property_ops.framework.paper_stores.archive import ArchiveStore
from property_ops.framework.paper_stores.folder import FolderStore
from property_ops.framework.pdf.document import PrintFile
from property_ops.framework.permissions import require
from property_ops.kernel.chinese_days import chinese_month
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

Progress = Callable[[int, int, str], None]
Written = Callable[[int], None]
"""Told how many statements are written."""
ARCHIVE = ".zip"


@dataclass
class StatementsResult:
    """What was written, and where: files of single statements, the pages in them, the names of print-ready files."""

    place: str
    files: int = 0
    pages: int = 0
    merged: list[str] = field(default_factory=list)


def write_statements(
    *,
    month: Month,
    out: Path | None,
    merged: bool,
    by: User,
    estate_codes: Sequence[str] = (),
    progress: Progress | None = None,
) -> StatementsResult:
    """One PDF per issued bill of the month, named `<unit code>.pdf`; with `merged` also `<estate code>.pdf`.

    `out`: a folder, or a `.zip` file, which is there once it is whole; None: `statements/<month>/` where papers are
    kept. Every file appears under its name only when it is complete. Safe to repeat: the same files are made to the
    byte. Raises NotAllowed, UnknownEstate, NothingIssued, CompanyUnknown, StatementDiffers, StoreFault.
    """
    bills = issued_of_month(month, estate_codes, by=by)
    total = sum(map(len, bills.values()))
    with _store(out) as store:
        folder = f"statements/{month}/" if out is None else ""
        result = StatementsResult(place=str(out) if out else f"{store.place}/{folder}".rstrip("/"))
        for estate, ids in bills.items():
            print_name = f"{folder}{selectors.file_name(estate.code)}.pdf" if merged else ""
            tell = Told(progress, total, estate.name, before=result.files)
            made = write_estate(estate, month, ids, store, folder=folder, print_name=print_name, tell=tell)
            result.files += made.files
            result.pages += made.pages
            result.merged += made.merged
    audit.record(
        by=by,
        action="statements.write",
        subject=str(month),
        statements=result.files,
        pages=result.pages,
        estates=[estate.code for estate in bills],
        merged=merged,
    )
    return result


@contextmanager
def _store(out: Path | None) -> Iterator[PaperStore]:
    if out is None:
        yield papers()
    elif out.suffix == ARCHIVE:
        out.parent.mkdir(parents=True, exist_ok=True)
        sweep(out.parent)
        with arriving(out) as draft, ArchiveStore.writing(draft, place=str(out)) as archive:
            yield archive
    else:
        out.mkdir(parents=True, exist_ok=True)
        sweep(out)
        yield FolderStore(location=out)


@dataclass(frozen=True, slots=True)
class Told:
    """Of an estate, called with how many of its statements are written: says how many of all are, and its name."""

    progress: Progress | None
    total: int
    name: str
    before: int

    def __call__(self, done: int) -> None:
        if self.progress:
            self.progress(self.before + done, self.total, self.name)


def issued_of_month(month: Month, estate_codes: Sequence[str], *, by: User) -> dict[Estate, list[int]]:
    """The bills to be made into statements, of each estate that has any, in building order.

    Raises NotAllowed, UnknownEstate, NothingIssued.
    """
    require(by, "statements.print")
    bills = {estate: selectors.issued(estate, month) for estate in estates_named(estate_codes, user=by)}
    found = {estate: ids for estate, ids in bills.items() if ids}
    if not found:
        raise NothingIssued(month=month)
    return found


def title_of(month: Month, place: str) -> str:
    """Of a file with the statements of a place."""
    return f"{chinese_month(month)}账单 {place}"


def write_estate(
    estate: Estate,
    month: Month,
    ids: Sequence[int],
    store: PaperStore,
    *,
    tell: Written,
    folder: str = "",
    print_name: str = "",
) -> StatementsResult:
    """The statements of these issued bills of an estate, and with `print_name` all of them in one file as well.

    Raises CompanyUnknown, StatementDiffers, StoreFault.
    """
    names = selectors.file_names(estate, month)
    result = StatementsResult(place=store.place)
    with ExitStack() as open_files:
        print_file = None
        if print_name:
            path = open_files.enter_context(store.arriving(print_name))
            print_file = open_files.enter_context(merged_file(path, title=title_of(month, estate.name)))
            result.merged.append(print_name)
        for bills in selectors.chunks(ids):
            tell(result.files)
            _write_chunk(composed(bills), folder, names, store, result, print_file)
            tell(result.files)
    return result


def _write_chunk(
    statements: Sequence[Composed],
    folder: str,
    names: dict[int, str],
    store: PaperStore,
    result: StatementsResult,
    print_file: PrintFile | None,
) -> None:
    """They get their names once all are made and proven: where one differs, none is replaced."""
    made: list[FileProof] = []
    files: dict[str, bytes] = {}
    for one in statements:
        statement = set_in_type(one.doc)
        if print_file:
            add_to(print_file, statement)
        pdf = statement.pdf()
        made.append(FileProof.of(one, pdf))
        files[f"{folder}{names[one.bill.pk]}.pdf"] = pdf
    prove(made)
    store.put(files)
    result.files += len(made)
    result.pages += sum(one.pages for one in made)
