"""The letters as PDF: one of them for the screen, or all of a batch in building order for the printer."""

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from invoices.modules.collections import selectors
from invoices.modules.collections.domain.errors import NotApproved
from invoices.modules.collections.models import ReminderLetter, ReminderRun
from invoices.modules.collections.services.reminders import read_line
from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.public import Company

if TYPE_CHECKING:
    from property_ops.framework.pdf.papers import Document


def letter_pdf(*, letter: ReminderLetter, by: User) -> bytes:
    """One letter; the look is recorded. Raises NotAllowed, NotApproved."""
    from property_ops.framework.pdf.papers import render  # slow to import: only who prints pays for it

    require(by, "collections.view", letter)
    if letter.number is None:
        raise NotApproved()
    audit.record(by=by, action="collections.letter_viewed", subject=letter.number)
    return render(_paper(letter, letter.run, Company.load(), selectors.ways_to_pay()))


def print_run(*, run: ReminderRun, by: User) -> Path:
    """One print file of the batch, made anew. Raises NotAllowed, NotApproved."""
    from property_ops.framework.pdf.papers import write_together  # slow to import: only who prints pays for it

    require(by, "collections.view", run)
    if run.state != ApprovalState.APPROVED:
        raise NotApproved()
    folder = Path(settings.DATA) / "reminders"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run.pk}.pdf"
    letters = [letter for letter in selectors.letters_of(run) if letter.number]
    company, ways = Company.load(), selectors.ways_to_pay()
    papers = ((f"{letter.unit_code} {letter.payer_name}", _paper(letter, run, company, ways)) for letter in letters)
    sheets = write_together(papers, path, title=f"{run.estate.name} {run.sent_on}")
    audit.record(
        by=by, action="collections.letters_printed", subject=run.estate.code, letters=len(letters), sheets=sheets
    )
    return path


def _paper(letter: ReminderLetter, run: ReminderRun, company: Company, ways_to_pay: str) -> "Document":
    from invoices.modules.collections.reports.letter import paper_of  # slow to import: only who prints pays for it

    return paper_of(letter, run, [read_line(line) for line in letter.lines], company, ways_to_pay)
