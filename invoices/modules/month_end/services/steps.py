"""The steps of the month-end page: charge, draft, approve, send back, issue, print. Here the clock is asked."""

from collections.abc import Sequence

from django.utils import timezone

from invoices.modules.billing.public import (
    EstateBills,
    NoDraftToApprove,
    NothingCharged,
    NothingToIssue,
    approve_bills,
    draft_bills,
    issue_bills,
    refuse_own_drafts,
    send_back,
)
from invoices.modules.charges.public import charge_month
from invoices.modules.month_end.domain.steps import AMOUNT, MonthEndStep, Progress, StepRequest, StepResult
from invoices.modules.statements.public import NothingIssued, archive_month, print_month
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop

NOTHING = (NothingCharged, NoDraftToApprove, NothingToIssue, NothingIssued)
"""Where this is said of one estate of several, there is nothing to do for it."""


def _charge(order: StepRequest, progress: Progress) -> StepResult:
    result = charge_month(
        month=order.month,
        by=order.by,
        today=timezone.localdate(),
        estate_codes=order.estate_codes,
        progress=progress,
    )
    lines = sum(one.lines for one in result.estates)
    held = sum(len(one.holds) for one in result.estates)
    amount = sum((one.amount for one in result.estates), ZERO)
    return StepResult(
        gettext_noop("Charged: %(lines)s new lines, ¥%(amount)s. Held: %(held)s."),
        {"lines": lines, AMOUNT: amount.fen, "held": held},
    )


def _draft(order: StepRequest, progress: Progress) -> StepResult:
    results = draft_bills(
        month=order.month, by=order.by, now=timezone.now(), estate_codes=order.estate_codes, progress=progress
    )
    return _counted(gettext_noop("Drafted: %(bills)s bills, ¥%(amount)s."), results)


def _approve(order: StepRequest, progress: Progress) -> StepResult:
    results = approve_bills(
        month=order.month, by=order.by, now=timezone.now(), estate_codes=order.estate_codes, progress=progress
    )
    return _counted(gettext_noop("Approved: %(bills)s bills, ¥%(amount)s."), results)


def _refuse_own(order: StepRequest) -> None:
    refuse_own_drafts(month=order.month, by=order.by, estate_codes=order.estate_codes)


def _send_back(order: StepRequest, progress: Progress) -> StepResult:
    results = send_back(month=order.month, by=order.by, estate_codes=order.estate_codes)
    return _counted(gettext_noop("Sent back: %(bills)s bills, ¥%(amount)s, are drafts again."), results)


def _issue(order: StepRequest, progress: Progress) -> StepResult:
    """Of a day in doubt the page has asked."""
    results = issue_bills(
        month=order.month,
        by=order.by,
        today=timezone.localdate(),
        estate_codes=order.estate_codes,
        progress=progress,
        confirmed=True,
    )
    waiting = [one for result in results for one in result.unprintable]
    if waiting:
        said = gettext_noop(
            "Issued: %(bills)s bills, ¥%(amount)s. These wait, because no font has a sign in them: %(waiting)s. "
            "Correct the register, send them back, and draft them again."
        )
        return StepResult(said, {**_counted(said, results).data, "waiting": "、".join(waiting)})
    return _counted(gettext_noop("Issued: %(bills)s bills, ¥%(amount)s."), results)


def _print(order: StepRequest, progress: Progress) -> StepResult:
    printed = print_month(month=order.month, by=order.by, estate_codes=order.estate_codes, progress=progress)
    return StepResult(
        gettext_noop("Ready to print: %(statements)s statements, %(pages)s pages."),
        {"statements": printed.statements, "pages": printed.pages},
    )


def _archive(order: StepRequest, progress: Progress) -> StepResult:
    made = archive_month(month=order.month, by=order.by, estate_codes=order.estate_codes, progress=progress)
    return StepResult(
        gettext_noop("Archived: %(statements)s statements, each a file of its own."), {"statements": made.statements}
    )


def _counted(message: str, results: Sequence[EstateBills]) -> StepResult:
    amount = sum((one.amount for one in results), ZERO)
    return StepResult(message, {"bills": sum(one.bills for one in results), AMOUNT: amount.fen})


STEPS = {
    step.code: step
    for step in (
        MonthEndStep("charge", "charges.run", gettext_noop("Charging what was delivered"), _charge),
        MonthEndStep("draft", "billing.draft", gettext_noop("Drafting the bills"), _draft),
        MonthEndStep("approve", "billing.approve", gettext_noop("Approving the drafts"), _approve, _refuse_own),
        MonthEndStep("send_back", "billing.approve", gettext_noop("Sending approved bills back"), _send_back),
        MonthEndStep("issue", "billing.issue", gettext_noop("Issuing the bills"), _issue),
        MonthEndStep("print", "statements.print", gettext_noop("Making the print files"), _print),
        MonthEndStep("archive", "statements.print", gettext_noop("Making archives of single statements"), _archive),
    )
}
