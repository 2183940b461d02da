"""Writing a month's statements into a folder: one file per bill and, if wanted, one print-ready file per estate."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from invoices.modules.charges.public import estates_named
from invoices.modules.statements import selectors
from invoices.modules.statements.domain.errors import NothingIssued
from invoices.modules.statements.reports.printer import add_to, merged_file, set_in_type
from invoices.modules.statements.services.composing import Composed, composed
from invoices.modules.statements.services.proof import FileProof, prove
from property_ops.framework import audit
from property_ops.framework.drafts import draft_of, sweep
from property_ops.framework.models import User
from property_ops.framework.pdf.document import PrintFile
from property_ops.framework.permissions import require
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

Progress = Callable[[int, int, str], None]


@dataclass
class StatementsResult:
    """What was written: files of single statements, the pages in them, and the print-ready files."""

    folder: Path
    files: int = 0
    pages: int = 0
    merged: list[Path] = field(default_factory=list)


def write_statements(
    *,
    month: Month,
    out: Path,
    merged: bool,
    by: User,
    estate_codes: Sequence[str] = (),
    progress: Progress | None = None,
) -> StatementsResult:
    """One PDF per issued bill of the month in `out`, named `<unit code>.pdf`; with `merged` also `<estate code>.pdf`.

    Every file appears under its name only when it is complete. Safe to repeat: the same files are made to the byte.
    Raises NotAllowed, UnknownEstate, NothingIssued, CompanyUnknown, StatementDiffers.
    """
    require(by, "statements.print")
    bills = {estate: selectors.issued(estate, month) for estate in estates_named(estate_codes, user=by)}
    total = sum(map(len, bills.values()))
    if not total:
        raise NothingIssued(month=month)
    out.mkdir(parents=True, exist_ok=True)
    sweep(out)
    result = StatementsResult(folder=out)
    for estate, ids in bills.items():
        if ids:
            _write_estate(estate, month, ids, result, merged, _Told(progress, total, estate.name))
    audit.record(
        by=by,
        action="statements.write",
        subject=str(month),
        statements=result.files,
        pages=result.pages,
        estates=[estate.code for estate, ids in bills.items() if ids],
        merged=merged,
    )
    return result


@dataclass(frozen=True, slots=True)
class _Told:
    """Says how many of all statements are written, and which estate it is about."""

    progress: Progress | None
    total: int
    name: str

    def __call__(self, done: int) -> None:
        if self.progress:
            self.progress(done, self.total, self.name)


def _write_estate(
    estate: Estate,
    month: Month,
    ids: Sequence[int],
    result: StatementsResult,
    merged: bool,
    tell: _Told,
) -> None:
    names = selectors.file_names(estate, month)
    path = result.folder / f"{selectors.file_name(estate.code)}.pdf"
    title = f"{month.year}年{month.number}月账单 {estate.name}"
    with merged_file(path, title=title) if merged else nullcontext() as print_file:
        for bills in selectors.chunks(ids):
            tell(result.files)
            _write_chunk(composed(bills), names, result, print_file)
            tell(result.files)
    if merged:
        result.merged.append(path)


def _write_chunk(
    statements: Sequence[Composed], names: dict[int, str], result: StatementsResult, print_file: PrintFile | None
) -> None:
    """Written beside their names first; they get these once all are made and proven. What is there already stays."""
    made: list[FileProof] = []
    arriving: list[tuple[Path, Path]] = []
    try:
        for one in statements:
            statement = set_in_type(one.doc)
            if print_file:
                add_to(print_file, statement)
            pdf = statement.pdf()
            made.append(FileProof.of(one, pdf))
            path = result.folder / f"{names[one.bill.pk]}.pdf"
            if path.is_file() and path.read_bytes() == pdf:
                continue
            draft = draft_of(path)
            arriving.append((draft, path))
            draft.write_bytes(pdf)
        prove(made)
    except BaseException:
        for draft, _ in arriving:
            draft.unlink(missing_ok=True)
        raise
    for draft, path in arriving:
        draft.replace(path)
    result.files += len(made)
    result.pages += sum(one.pages for one in made)
