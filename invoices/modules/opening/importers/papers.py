"""What the importers of papers taken over have in common: the day in the title, and each paper once."""

import re
from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from invoices.modules.opening import selectors
from invoices.modules.opening.models import Opening, OpeningLine
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.importing.importer import Run
from property_ops.framework.importing.problems import Level
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate

_DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
ONCE = gettext_noop("balances are taken over once, on signed papers; what came of them is exported with the ledger.")
COMPARED = ("account", "unit_id", "payer_id", "month", "due_on", "about", "amount")


def day_of(table: RegisterTable) -> date | None:
    """The day whose balances the paper gives, as its title says. None: reported."""
    for title in table.titles:
        found = _DAY.search(title)
        if found:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                break
    table.report(
        Level.ERROR,
        gettext_noop("The paper does not say of which day its balances are."),
        gettext_noop("Write it above the heads, such as: 截至2021年12月31日."),
    )
    return None


def store_paper(
    rows: Sequence[RegisterRow], lines: Sequence[OpeningLine], *, kind: str, day: date, estate: Estate | None, run: Run
) -> None:
    """The paper with its lines, or nothing where it is there already. `rows` are its rows, for what becomes of them."""
    table = rows[0].table
    found = selectors.standing(kind, estate.pk if estate else None)
    if found is None:
        reference = f"{table.file} {table.sheet}"[:120]
        opening = Opening(
            kind=kind, estate=estate, day=day, reference=reference, prepared_by=run.by, prepared_at=timezone.now()
        )
        run.changes.create(opening)
        for position, line in enumerate(lines):
            line.opening, line.position = opening, position
            run.changes.create(line)
        for row in rows:
            row.outcome = RowOutcome.CREATED
        return
    stored = [tuple(getattr(line, name) for name in COMPARED) for line in selectors.lines_of(found)]
    if (found.day, stored) != (day, [tuple(getattr(line, name) for name in COMPARED) for line in lines]):
        waits = found.state == ApprovalState.WAITING
        table.report(
            Level.ERROR,
            gettext_noop("Another paper of this kind stands already: %(paper)s."),
            gettext_noop("Withdraw that first.") if waits else gettext_noop("Undo that first, as a whole."),
            paper=str(found),
        )
