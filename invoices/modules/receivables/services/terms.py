"""Lines that are left alone, and lines that fall due on another day than their bill names."""

from datetime import date

from invoices.modules.ledger.public import books
from invoices.modules.receivables.domain.errors import HeldAlready
from invoices.modules.receivables.models import DueDay, LineHold


def hold(*, line_id: int, source: str, on: date) -> LineHold:
    """From `on` no payment goes to the line by itself (docs/product.md rule 12). Raises HeldAlready."""
    with books():
        other = LineHold.objects.filter(line=line_id, end=None).first()
        if other:
            raise HeldAlready(source=other.source)
        return LineHold.objects.create(line_id=line_id, source=source, start=on)


def end_hold(*, line_id: int, source: str, on: date) -> bool:
    """End the hold that `source` laid on the line; False if there is none."""
    with books():
        held = LineHold.objects.filter(line=line_id, source=source, end=None).first()
        if held is None:
            return False
        held.end = max(on, held.start)
        held.save(update_fields=["end"])
        return True


def move_due_day(*, line_id: int, due_on: date, on: date, source: str) -> DueDay:
    """From `on` the line is due on `due_on`."""
    return DueDay.objects.create(line_id=line_id, due_on=due_on, day=on, source=source)
