"""Lines that are left alone, and lines that fall due on another day than their bill names."""

from collections.abc import Collection
from datetime import date

from django.db.models import F
from django.db.models.functions import Greatest

from invoices.modules.ledger.public import books
from invoices.modules.receivables.domain.errors import HeldAlready
from invoices.modules.receivables.models import DueDay, LineHold

CHUNK = 500


def hold(*, line_id: int, source: str, on: date) -> LineHold:
    """From `on` no payment goes to the line by itself (docs/product.md rule 12). Raises HeldAlready."""
    with books():
        if LineHold.objects.filter(line=line_id, source=source, end=None).exists():
            raise HeldAlready(source=source)
        return LineHold.objects.create(line_id=line_id, source=source, start=on)


def hold_lines(*, lines: Collection[int], source: str, on: date) -> int:
    """Hold those that `source` does not hold already: how many are held now for the first time."""
    with books():
        there = set(LineHold.objects.filter(source=source, end=None).values_list("line_id", flat=True))
        fresh = [LineHold(line_id=line, source=source, start=on) for line in sorted(lines) if line not in there]
        LineHold.objects.bulk_create(fresh, batch_size=CHUNK)
        return len(fresh)


def end_hold(*, line_id: int, source: str, on: date) -> bool:
    """End the hold that `source` laid on the line; False if there is none."""
    with books():
        held = LineHold.objects.filter(line=line_id, source=source, end=None).first()
        if held is None:
            return False
        held.end = max(on, held.start)
        held.save(update_fields=["end"])
        return True


def end_holds(*, source: str, on: date) -> list[int]:
    """End all that `source` holds: the lines."""
    with books():
        held = LineHold.objects.filter(source=source, end=None)
        lines = list(held.order_by("line_id").values_list("line_id", flat=True))
        held.update(end=Greatest(F("start"), on))
        return lines


def move_due_day(*, line_id: int, due_on: date, on: date, source: str) -> DueDay:
    """From `on` the line is due on `due_on`."""
    return DueDay.objects.create(line_id=line_id, due_on=due_on, day=on, source=source)


def move_due_days(*, lines: Collection[int], due_on: date, on: date, source: str) -> None:
    """The same for many."""
    rows = [DueDay(line_id=line, due_on=due_on, day=on, source=source) for line in sorted(lines)]
    DueDay.objects.bulk_create(rows, batch_size=CHUNK)
