"""The ledger in one file: for those who verify it without the product, and for Beancount."""

from collections.abc import Iterable
from pathlib import Path

from invoices.modules.ledger import selectors
from invoices.modules.ledger.domain.errors import OfTheWholeOnly
from invoices.modules.ledger.domain.reports import ReportScope
from invoices.modules.ledger.reports import beancount, chain_export
from property_ops.framework import audit
from property_ops.framework.checks import one_moment
from property_ops.framework.drafts import arriving_file, sweep
from property_ops.framework.models import User
from property_ops.framework.permissions import require

VERIFIER = Path(__file__).resolve().parent.parent / "static" / "ledger" / "verify_ledger.py"


def export_ledger(*, out: Path, by: User) -> int:
    """Write the ledger as JSON lines; the file appears when it is complete. Returns the entries. Raises NotAllowed."""
    require(by, "ledger.export")
    with one_moment():
        entries = selectors.head().number
        _write(out, chain_export.lines())
    audit.record(by=by, action="ledger.exported", subject=out.name, entries=entries)
    return entries


def write_beancount(*, scope: ReportScope, out: Path, by: User) -> int:
    """Write the scope's days as a Beancount file. Returns the entries. Raises NotAllowed, OfTheWholeOnly."""
    require(by, "ledger.export")
    if scope.estates is not None:
        raise OfTheWholeOnly()
    with one_moment():
        entries = selectors.counted_in(scope)
        _write(out, beancount.lines(scope))
    audit.record(by=by, action="ledger.exported", subject=out.name, entries=entries)
    return entries


def export_verifier(*, out: Path) -> None:
    """Write the program that verifies an export."""
    out.write_bytes(VERIFIER.read_bytes())


def export_verifiers(*, folder: Path) -> None:
    """Write both programs that verify an export: for Python, and for a browser."""
    for program in (VERIFIER, VERIFIER.with_name("verify.html")):
        (folder / program.name).write_bytes(program.read_bytes())


def _write(out: Path, lines: Iterable[str]) -> None:
    sweep(out.parent)
    with arriving_file(out, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
