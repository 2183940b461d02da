"""What the pages of works ask about once: possible, and mostly a slip."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from property_ops.framework.slots import plugged_into
from property_ops.framework.web.display import number
from property_ops.framework.web.sane import Question
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.writing import squeezed
from property_ops.modules.works import selectors
from property_ops.modules.works.public import QuantityLine, WorkMove
from property_ops.modules.works.selectors import rate_on, usual

DONE_OF_PLANNED = Decimal("1.1")
CEILING_OF_ESTIMATE = Decimal("1.2")
HOURS_A_DAY = Decimal(240)
"""Of all people on one work: more than ten people round the clock."""


def of_estimate(work: Any, rows: Sequence[Any]) -> Iterator[Question]:
    """Prices that the kind of work never had, in the unit."""
    for row in rows:
        usually = usual.usual_price(work.kind, row["unit"])
        if usually.is_outside(row["price"]):
            words = _("%(what)s: %(price)s a unit; works of this kind usually cost %(usual)s.")
            yield Question(words % {"what": row["name"], "price": row["price"], "usual": usually.price})


def of_cautions(work: Any, on: date) -> Iterator[Question]:
    """Of slot `work_cautions`: what other modules know, such as a warranty."""
    for cautions in plugged_into("work_cautions"):
        yield from map(Question, cautions(work, on))


def of_ending(work: Any, move: WorkMove, on: date) -> Iterator[Question]:
    """Of slot `work_endings`: what ends with the work, such as visits to come."""
    for endings in plugged_into("work_endings"):
        yield from map(Question, endings(work, move, on))


def of_ceiling(ceiling: Yuan, estimated: Yuan) -> Iterator[Question]:
    if estimated and ceiling.fen > estimated.fen * CEILING_OF_ESTIMATE:
        words = _("The ceiling of %(ceiling)s is far above the estimate of %(estimate)s.")
        yield Question(words % {"ceiling": ceiling, "estimate": estimated}, "ceiling")
    elif ceiling < estimated:
        words = _("The ceiling of %(ceiling)s is below the estimate of %(estimate)s.")
        yield Question(words % {"ceiling": ceiling, "estimate": estimated}, "ceiling")


def of_done(lines: Iterable[QuantityLine], done: dict[int, Decimal]) -> Iterator[Question]:
    for line in lines:
        told = done.get(line.number)
        if told is not None and line.planned and told > line.planned * DONE_OF_PLANNED:
            words = _("%(done)s %(unit)s done of %(planned)s planned.")
            figures = {"done": number(told), "unit": line.unit, "planned": number(line.planned)}
            yield Question(words % figures, f"line_{line.number}")


def of_hours(work: Any, rows: Sequence[Any]) -> Iterator[Question]:
    for day in sorted({row["on"] for row in rows}):
        told = sum((row["hours"] for row in rows if row["on"] == day), usual.hours_on(work, day))
        if told > HOURS_A_DAY:
            words = _("%(hours)s hours on %(day)s are more than ten people work round the clock.")
            yield Question(words % {"hours": number(told), "day": day})


def of_paid(rows: Sequence[Any]) -> Iterator[Question]:
    """The same invoice twice: among these rows, or of any work."""
    seen: set[str] = set()
    for row in rows:
        document = squeezed(row["document"]).upper()
        found = usual.same_document(document)
        if found is not None:
            words = _("Document %(document)s was recorded before, on %(work)s with %(amount)s.")
            yield Question(words % {"document": document, "work": found.work.number, "amount": found.amount})
        elif document in seen:
            yield Question(_("Document %(document)s stands here twice.") % {"document": document})
        seen |= {document} if document else set()


def of_spending(work: Any, more: Yuan) -> Iterator[Question]:
    """Before the ceiling breaks."""
    left = usual.left_of_ceiling(work)
    if left is not None and more > left and work.takes_costs and not work.is_over:
        words = _("With these %(more)s the work costs more than its ceiling of %(ceiling)s: %(left)s were left.")
        yield Question(words % {"more": more, "ceiling": work.ceiling, "left": max(left, ZERO)})


def of_shortages(work: Any) -> Iterator[Question]:
    """Of what the estimate needs: what the store does not have, or keeps for other works."""
    for material, needed, free in selectors.shortages(work):
        words = _("%(material)s: %(needed)s %(unit)s are needed, %(free)s are free in the store.")
        figures = {"needed": number(needed), "free": number(free), "unit": material.unit}
        yield Question(words % {"material": material.name, **figures})


def of_reserved(work: Any, rows: Sequence[Any]) -> Iterator[Question]:
    """Before a work takes what is kept for others."""
    kept, taken = selectors.reserved(but=work), dict[Any, Decimal]()
    for row in rows:
        taken[row["material"]] = taken.get(row["material"], Decimal()) + row["quantity"]
    for material, quantity in taken.items():
        free = material.stock - kept.get(material.pk, Decimal())
        if free < quantity <= material.stock:
            words = _("%(material)s: only %(free)s %(unit)s are free, the rest is kept for other works.")
            figures = {"free": number(max(free, Decimal())), "unit": material.unit}
            yield Question(words % {"material": material.name, **figures})


def of_delivery(material: Any, typed: Any) -> Iterator[Question]:
    price, usually = usual.unit_price(typed["quantity"], typed["paid"]), usual.usual_unit_cost(material)
    if usually.is_outside(price):
        words = _("%(price)s a unit; this material usually costs %(usual)s.")
        yield Question(words % {"price": price, "usual": usually.price}, "paid")
    if usual.same_delivery(material, typed["quantity"], typed["paid"], typed["on"]):
        yield Question(_("Just this delivery was recorded for that day before."))


def worth_of_hours(rows: Sequence[Any]) -> Yuan:
    """Raises NoRate."""
    worth = (rate_on(row["trade"], row["on"]).fen * row["hours"] for row in rows)
    return Yuan(int(sum(worth, Decimal())))


def worth_of_material(rows: Sequence[Any]) -> Yuan:
    return sum((Yuan(int(row["material"].value.fen * row["quantity"] / row["material"].stock)) for row in rows), ZERO)


def worth_of_paid(rows: Sequence[Any]) -> Yuan:
    return sum((row["amount"] for row in rows), ZERO)
