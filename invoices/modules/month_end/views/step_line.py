"""The step line of the month-end page: what is done, what is next, which button is whose."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from invoices.modules.billing.public import OddCount
from invoices.modules.charges.public import one_off_words
from invoices.modules.ledger.public import is_closed
from invoices.modules.month_end.domain.steps import DONE, LATER, LOOK, NOW, ShownStep, StepButton, StepLink
from invoices.modules.month_end.selectors import EstateMonth, MonthEnd
from property_ops.framework.models import User


@dataclass(frozen=True, slots=True)
class MonthEndSituation:
    """What the steps are shown from."""

    end: MonthEnd
    user: User
    odd: OddCount
    files: int
    """Print files and archives of the month that this user may open."""
    total: EstateMonth = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", self.end.total)

    def button(self, step: str, permission: str, label: str, **more: Any) -> list[StepButton]:
        """The button, if it is this user's."""
        if not self.user.has_perm(permission):
            return []
        return [StepButton(label, reverse("month_end_step", args=[self.end.month, step]), **more)]


def shown_steps(now: MonthEndSituation) -> list[ShownStep]:
    """The steps in order."""
    return [_charge(now), _check(now), _draft(now), _approve(now), _issue(now), _print(now), _close(now)]


def _bills(count: int) -> str:
    return ngettext("%(count)s bill", "%(count)s bills", count) % {"count": f"{count:,}"}


def _charge(now: MonthEndSituation) -> ShownStep:
    charged = now.total.charged
    words = gettext("¥%(amount)s in %(lines)s lines") % {
        "amount": charged.amount.grouped(),
        "lines": f"{charged.count:,}",
    }
    label = gettext("Charge again") if charged.count else gettext("Charge")
    return ShownStep(
        title=gettext("Charge"),
        state=DONE if charged.count else NOW,
        words=words if charged.count else gettext("Nothing charged yet"),
        buttons=now.button("charge", "charges.run", label, primary=not charged.count),
        hint="" if charged.count else gettext("What was delivered and accepted, each thing once."),
    )


def _check(now: MonthEndSituation) -> ShownStep:
    on_the_way = now.total.draft.count or now.total.approved.count
    held, odd = len(now.total.held), now.odd.all if on_the_way else 0
    parts = []
    if held:
        parts.append(ngettext("%(count)s held", "%(count)s held", held) % {"count": held})
    if odd:
        words = ngettext("%(count)s odd bill", "%(count)s odd bills", odd) % {"count": f"{odd:,}"}
        unexplained = {"count": f"{now.odd.unexplained:,}", "what": one_off_words()}
        parts.append(words + gettext(" (%(count)s not because of %(what)s)") % unexplained)
    links = [StepLink(gettext("See the charges"), f"{reverse('charges')}?month={now.end.month}")]
    if on_the_way or now.total.issued.count:
        links.append(StepLink(gettext("See the odd ones"), reverse("bills_to_review", args=[now.end.month])))
    if not now.total.charged.count and not held:
        return ShownStep(gettext("Check"), LATER, gettext("After charging"))
    return ShownStep(
        title=gettext("Check"),
        state=LOOK if parts else DONE,
        words=" · ".join(parts) or gettext("Nothing to look at"),
        links=links if now.total.charged.count else links[1:],
        hint=gettext("What is held is charged by a later run, once it is confirmed or accepted.") if held else "",
    )


def _draft(now: MonthEndSituation) -> ShownStep:
    unbilled, drafts = now.total.unbilled, now.total.draft
    if not now.total.charged.count:
        return ShownStep(gettext("Draft"), LATER, gettext("After charging"))
    if unbilled.count:
        words = gettext("¥%(amount)s on no bill yet") % {"amount": unbilled.amount.grouped()}
        return ShownStep(gettext("Draft"), NOW, words, now.button("draft", "billing.draft", gettext("Make the drafts")))
    again = now.button("draft", "billing.draft", gettext("Make anew"), primary=False) if drafts.count else []
    return ShownStep(gettext("Draft"), DONE, gettext("Every charge is on a bill"), again)


def _approve(now: MonthEndSituation) -> ShownStep:
    drafts, approved = now.total.draft, now.total.approved
    back = []
    if approved.count:
        back = now.button(
            "send_back",
            "billing.approve",
            gettext("Send back"),
            primary=False,
            confirm=gettext("Make the approved bills drafts again?"),
        )
    if drafts.count:
        words = gettext("%(bills)s, ¥%(amount)s, wait") % {
            "bills": _bills(drafts.count),
            "amount": drafts.amount.grouped(),
        }
        approve = now.button("approve", "billing.approve", gettext("Approve"), confirm=_approval_question(now))
        hint = "" if approve else gettext("A reviewer or manager approves: never the person who drafted.")
        return ShownStep(gettext("Approve"), NOW, words, [*approve, *back], hint=hint)
    if approved.count or now.total.issued.count:
        return ShownStep(gettext("Approve"), DONE, gettext("No draft waits"), back)
    return ShownStep(gettext("Approve"), LATER, gettext("After drafting"))


def _approval_question(now: MonthEndSituation) -> str:
    if now.odd.all:
        return gettext("%(count)s bills are odd. Did you look at them? Approve the drafts?") % {"count": now.odd.all}
    return gettext("Approve the drafts?")


def _issue(now: MonthEndSituation) -> ShownStep:
    approved, issued = now.total.approved, now.total.issued
    if approved.count:
        words = gettext("%(bills)s, ¥%(amount)s, are approved") % {
            "bills": _bills(approved.count),
            "amount": approved.amount.grouped(),
        }
        question = gettext("Issued bills get their numbers, are posted, and can't be changed any more. Issue them?")
        return ShownStep(
            gettext("Issue"), NOW, words, now.button("issue", "billing.issue", gettext("Issue"), confirm=question)
        )
    if issued.count and not now.total.draft.count and not now.total.unbilled.count:
        return ShownStep(gettext("Issue"), DONE, _bills(issued.count))
    return ShownStep(gettext("Issue"), LATER, _bills(issued.count) if issued.count else gettext("After approval"))


def _print(now: MonthEndSituation) -> ShownStep:
    if not now.total.issued.count:
        return ShownStep(gettext("Print"), LATER, gettext("After issuing"))
    words = gettext("%(files)s files below") % {"files": now.files} if now.files else gettext("One PDF per estate")
    label = gettext("Make anew") if now.files else gettext("Make print files")
    buttons = now.button("print", "statements.print", label, primary=not now.files)
    single = now.button("archive", "statements.print", gettext("A file for each home"), primary=False)
    return ShownStep(gettext("Print"), DONE if now.files else NOW, words, [*buttons, *single])


def _close(now: MonthEndSituation) -> ShownStep:
    total, links = now.total, []
    if now.user.has_perm("closing.view"):
        links = [StepLink(gettext("Checklist"), reverse("closing_of", args=[now.end.month]))]
    if is_closed(now.end.month):
        return ShownStep(gettext("Month closing"), DONE, gettext("Nothing is posted into it any more"), links=links)
    if total.issued.count and not total.unbilled.count and not total.draft.count and not total.approved.count:
        return ShownStep(gettext("Month closing"), NOW, gettext("Go through the checklist"), links=links)
    return ShownStep(gettext("Month closing"), LATER, gettext("After issuing"), links=links)
