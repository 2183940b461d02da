"""The checklist of a month: each point with its figure, read from the modules that know it."""

from datetime import date

from django.db.models import Count, QuerySet, Sum

from invoices.modules.billing.public import Bill, BillState, unbilled
from invoices.modules.books.public import (
    has_register,
    income_open,
    recurring_in,
    register_and_ledger,
    undepreciated,
    unreconciled,
)
from invoices.modules.breakeven.public import unposted_works, waiting_vouchers
from invoices.modules.charges.public import Charge, Hold, held_text, uncharged
from invoices.modules.closing.domain.checklist import Depth, Point, later, point
from invoices.modules.common_income.public import unposted_rents
from invoices.modules.ledger.public import broken_links, trial_balance
from invoices.modules.opening.public import is_taken_over, not_listed_yet
from invoices.modules.payments.public import undecided
from invoices.modules.tax.public import NoRate, NotATaxpayer, unposted_vat
from property_ops.framework.approval.kinds import approval_kinds
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.public import is_counted

REACHED_SOON = gettext_noop("one moment…")


def checklist(month: Month, *, today: date, depth: Depth) -> list[Point]:
    """All points in order; what is deeper than asked for is left for later."""
    reckoned = depth >= Depth.RECKONED
    return [
        _over(month, today),
        _opening(),
        _charged(month, today) if reckoned else later("charged", REACHED_SOON),
        _held(month),
        _billed(month),
        _issued(month),
        _works(month, today) if reckoned else later("works", REACHED_SOON),
        _costs(month),
        _receipts(month),
        _corrections(month),
        _rents(month),
        *_of_books(month),
        _ledger() if depth == Depth.WHOLE else later("ledger", gettext_noop("is checked when the month is closed")),
    ]


def unacknowledged(month: Month) -> QuerySet[Hold]:
    """What is held in the month, and nobody has said that it may be."""
    return Hold.objects.filter(month=month.start, released_by=None, acknowledgement=None).select_related("estate")


def held_words(hold: Hold) -> tuple[str, str, str]:
    """(estate, what is held, why) in the reader's language."""
    return hold.estate.name, *held_text(hold.source, hold.subject, hold.reason)


def _over(month: Month, today: date) -> Point:
    return point(
        "over", ok=today >= month.end, says=gettext_noop("last day %(day)s"), facts={"day": month.period.last_day}
    )


def _opening() -> Point:
    missing = not_listed_yet()
    return point(
        "opening",
        ok=not missing,
        says=gettext_noop("¥%(amount)s of the balances taken over stand in no list"),
        facts={"amount": missing.grouped()},
        url_name="openings",
    )


def _charged(month: Month, today: date) -> Point:
    left = [uncharged(estate=estate, month=month, today=today) for estate in Estate.objects.order_by("code")]
    return point(
        "charged",
        ok=not any(one.lines for one in left),
        says=gettext_noop("%(count)s lines, ¥%(amount)s, not charged yet"),
        facts={
            "count": f"{sum(one.lines for one in left):,}",
            "amount": sum((one.amount for one in left), ZERO).grouped(),
        },
        url_name="month_end_of",
        args=(month,),
    )


def _held(month: Month) -> Point:
    held = Hold.objects.filter(month=month.start, released_by=None).count()
    waiting = unacknowledged(month).count()
    return point(
        "held",
        ok=not waiting,
        says=gettext_noop("%(held)s held, of which %(waiting)s not acknowledged"),
        facts={"held": held, "waiting": waiting},
        url_name="month_end_of",
        args=(month,),
    )


def _billed(month: Month) -> Point:
    found = unbilled(Charge.objects.filter(month=month.start)).aggregate(count=Count("pk"), sum=Sum("amount"))
    return point(
        "billed",
        ok=not found["count"],
        says=gettext_noop("%(count)s charges, ¥%(amount)s, on no bill"),
        facts={"count": f"{found['count']:,}", "amount": (found["sum"] or ZERO).grouped()},
        url_name="month_end_of",
        args=(month,),
    )


def _issued(month: Month) -> Point:
    waiting = Bill.objects.filter(month=month.start).exclude(state=BillState.ISSUED)
    found = waiting.aggregate(count=Count("pk"), sum=Sum("total"))
    return point(
        "issued",
        ok=not found["count"],
        says=gettext_noop("%(count)s bills, ¥%(amount)s, not issued"),
        facts={"count": f"{found['count']:,}", "amount": (found["sum"] or ZERO).grouped()},
        url_name="bills",
        query=f"month={month}",
    )


def _works(month: Month, today: date) -> Point:
    missing = unposted_works(month=month, today=today)
    return point(
        "works",
        ok=not missing,
        says=gettext_noop("%(count)s works, ¥%(amount)s, not in the ledger as they are now"),
        facts={"count": len(missing), "amount": sum((work.cost for work in missing), ZERO).grouped()},
        url_name="costs",
    )


def _costs(month: Month) -> Point:
    found = waiting_vouchers(month).aggregate(count=Count("pk"), sum=Sum("amount"))
    return point(
        "costs",
        ok=not found["count"],
        says=gettext_noop("%(count)s vouchers, ¥%(amount)s, wait"),
        facts={"count": found["count"], "amount": (found["sum"] or ZERO).grouped()},
        url_name="waiting_costs",
    )


def _receipts(month: Month) -> Point:
    """What is put aside does no harm: somebody has looked at it, and it stands as a liability."""
    left = undecided(month)
    return point(
        "receipts",
        ok=not left.waiting,
        says=gettext_noop("%(waiting)s receipts, ¥%(amount)s, wait; %(deferred)s are deferred"),
        facts={
            "waiting": left.waiting,
            "amount": (left.waiting_amount or ZERO).grouped(),
            "deferred": left.deferred,
        },
        url_name="matching",
    )


def _corrections(month: Month) -> Point:
    """Each kind of approval says whether it is decided before (docs/product.md rule 11)."""
    left = [(kind.title, count) for kind in approval_kinds() if (count := kind.blocking(month).count())]
    return point(
        "corrections",
        ok=not left,
        says=gettext_noop("wait for approval: %(kinds)s") if left else gettext_noop("none waits for approval"),
        facts={"kinds": ", ".join(f"{title} {count}" for title, count in left)},
        url_name="approvals",
    )


def _rents(month: Month) -> Point:
    left = unposted_rents(month)
    return point(
        "rents",
        ok=not left,
        says=gettext_noop("%(count)s leases, ¥%(amount)s, not in the ledger as they are now"),
        facts={"count": len(left), "amount": sum((one.amount for one in left), ZERO).grouped()},
        url_name="common_funds",
    )


def _of_books(month: Month) -> list[Point]:
    """What the books themselves need once they are taken over here: before, they are kept elsewhere."""
    if not is_taken_over():
        return []
    left = unreconciled(month)
    bank = point(
        "bank",
        ok=not left,
        says=gettext_noop("not reconciled: %(accounts)s") if left else gettext_noop("all that moved"),
        facts={"accounts": "、".join(left)},
        url_name="reconciliation" if left else "",
        args=(left[0], month) if left else (),
    )
    missing = recurring_in(month).count()
    recurring = point(
        "recurring",
        ok=not missing,
        says=gettext_noop("%(count)s not prepared for this month"),
        facts={"count": missing},
        url_name="manual_vouchers",
        query=f"month={month}",
    )
    points = [bank, recurring, *([_depreciation(month)] if has_register() else ()), _stock(month), _vat(month)]
    if month.number != 12:
        return points
    still_open = income_open(month.end)
    carried = point(
        "carried",
        ok=not still_open,
        says=gettext_noop("%(count)s balances of income and cost are open"),
        facts={"count": len(still_open)},
        url_name="financial_statements_of",
        args=(month,),
    )
    return [*points, carried]


def _stock(month: Month) -> Point:
    """Where something moved in the store, another person has checked a sheet of it."""
    return point(
        "stock",
        ok=is_counted(month.start, month.end),
        says=gettext_noop("a sheet of the month, checked by another person, where something moved"),
        url_name="works_stock_takings",
        query=f"since={month.start}&until={month.period.last_day}",
    )


def _depreciation(month: Month) -> Point:
    """Where there are cards: each is depreciated, and together they are what the ledger says."""
    due = undepreciated(month)
    off = sum((abs(register.fen - ledger.fen) for _account, register, ledger in register_and_ledger()), 0)
    return point(
        "depreciation",
        ok=not due and not off,
        says=gettext_noop("%(count)s cards, ¥%(amount)s, not depreciated; cards and ledger differ by ¥%(off)s"),
        facts={
            "count": len(due),
            "amount": sum((amount for _asset, amount in due), ZERO).grouped(),
            "off": Yuan(off).grouped(),
        },
        url_name="fixed_assets",
    )


def _vat(month: Month) -> Point:
    """It comes before income is carried forward."""
    try:
        left = sum(abs(fen) for fen in unposted_vat(month).values())
    except (NoRate, NotATaxpayer) as missing:
        return point("vat", ok=False, says=str(missing.message), facts=missing.data, url_name="vat_rates")
    return point(
        "vat",
        ok=not left,
        says=gettext_noop("¥%(amount)s not posted to 2221"),
        facts={"amount": Yuan(left).grouped()},
        url_name="vat",
        query=f"first={month.start}&last={month.period.last_day}",
    )


def _ledger() -> Point:
    faults = len(list(broken_links()))
    accounts = trial_balance()
    debit = sum((account[2] for account in accounts), ZERO)
    credit = sum((account[3] for account in accounts), ZERO)
    return point(
        "ledger",
        ok=not faults and debit == credit,
        says=gettext_noop("debit %(debit)s, credit %(credit)s, faults in the chain: %(faults)s"),
        facts={"debit": debit.grouped(), "credit": credit.grouped(), "faults": faults},
    )
