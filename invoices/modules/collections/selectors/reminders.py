"""Whom to remind, and the letters that were written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from invoices.modules.billing.public import BillingTerms
from invoices.modules.collections.domain.reminding import Debtor, OverdueLine, ReminderTerms, sorted_out
from invoices.modules.collections.models import ReminderLetter, ReminderRun
from invoices.modules.collections.selectors.ageing import NOWHERE, place_of, places_of_units
from invoices.modules.collections.selectors.plans import kept_plans
from invoices.modules.receivables.public import PayerAccount, open_lines, unapplied_credits, visible_open_lines
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY
from property_ops.modules.estates.public import Estate


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets a letter."""

    account: PayerAccount
    payer_id: int | None
    payer: str
    lines: Sequence[OverdueLine]

    @property
    def total(self) -> Yuan:
        return sum((line.open for line in self.lines), ZERO)

    @property
    def oldest(self) -> date:
        return min(line.due_on for line in self.lines)


@dataclass(frozen=True, slots=True)
class ReminderPreview:
    """Who gets a letter in building order, and who is left in peace by reason."""

    recipients: Sequence[Recipient]
    left_out: dict[str, list[PayerAccount]]

    @property
    def total(self) -> Yuan:
        return sum((one.total for one in self.recipients), ZERO)


def overdue_households(user: User, *, today: date) -> QuerySet[Any, Any]:
    """Each household and payer with something due before today that nobody disputes, `since` the oldest due day."""
    lines = visible_open_lines(user).filter(due_day__lt=today, is_held=False).order_by()
    return lines.values("bill__unit_code", "party").annotate(since=Min("due_day"))


def preview(estate: Estate, terms: ReminderTerms) -> ReminderPreview:
    debtors, payers = debtors_of(estate, terms)
    wanted, left_out = sorted_out(debtors, terms)
    recipients = [
        Recipient(PayerAccount(*account), *payers[account], debtors[account].undisputed) for account in wanted
    ]
    return ReminderPreview(
        recipients, {why: [PayerAccount(*one) for one in accounts] for why, accounts in left_out.items()}
    )


def preview_of_all(estates: Iterable[Estate], terms: ReminderTerms) -> ReminderPreview:
    """Estate by estate."""
    recipients: list[Recipient] = []
    left_out: dict[str, list[PayerAccount]] = {}
    for found in (preview(estate, terms) for estate in estates):
        recipients += found.recipients
        for why, accounts in found.left_out.items():
            left_out.setdefault(why, []).extend(accounts)
    return ReminderPreview(recipients, left_out)


def debtors_of(
    estate: Estate, terms: ReminderTerms
) -> tuple[dict[tuple[str, str], Debtor], dict[tuple[str, str], tuple[int | None, str]]]:
    """Every account of the estate with an overdue line, in building order; and who it is."""
    found: dict[tuple[str, str], list[OverdueLine]] = {}
    payers: dict[tuple[str, str], tuple[int | None, str]] = {}
    lines = open_lines(as_of=terms.as_of, estates=[estate]).filter(due_day__lt=terms.as_of).select_related("bill")
    for line in lines.order_by("due_day", "bill_id", "position"):
        account = (line.bill.unit_code, line.party)
        payers[account] = (line.bill.payer_id, line.bill.payer_name)
        found.setdefault(account, []).append(
            OverdueLine(
                bill=line.bill.number or "",
                item=line.item_name,
                first=line.start,
                last=line.end - ONE_DAY,
                due_on=line.due_day,
                open=line.open,
                is_disputed=line.is_held,
            )
        )
    credits, planned, reminded = _credits(estate), _planned(terms.as_of), _reminded(estate)
    places = places_of_units([estate.pk])
    accounts = sorted(found, key=lambda account: (place_of(places.get(account[0], NOWHERE)), account))
    debtors = {
        account: Debtor(
            found[account],
            credit=credits.get(account, ZERO),
            in_kept_plan=account in planned,
            reminded_on=reminded.get(account),
        )
        for account in accounts
    }
    return debtors, payers


def _credits(estate: Estate) -> dict[tuple[str, str], Yuan]:
    rows = unapplied_credits(estates=[estate]).order_by().values_list("unit_code", "party").annotate(sum=Sum("left"))
    return {(unit, party): amount for unit, party, amount in rows}


def _planned(on: date) -> set[tuple[str, str]]:
    return {(one.plan.unit_code, str(one.plan.payer_id or "")) for one in kept_plans(on=on)}


def _reminded(estate: Estate) -> dict[tuple[str, str], date]:
    letters = ReminderLetter.objects.filter(run__estate=estate, number__isnull=False).order_by()
    rows = letters.values_list("unit_code", "party").annotate(last=Max("run__sent_on"))
    return {(unit, party): last for unit, party, last in rows if last is not None}


def visible_runs(user: User) -> QuerySet[Any]:
    """The batches this person may see, latest first, with `count`, `amount` and `delivered`."""
    runs = ReminderRun.objects.visible_to(user)
    sent = Q(letters__left_out="")
    return (
        runs.select_related("estate", "prepared_by", "decided_by")
        .annotate(count=Count("letters", filter=sent), amount=Sum("letters__total", filter=sent))
        .order_by("-pk")
    )


def letters_of(run: ReminderRun) -> QuerySet[Any]:
    """The letters of a batch in building order, with `delivered`, how often delivery was recorded."""
    return run.letters.annotate(delivered=Count("deliveries")).order_by("position")


def visible_letters(user: User) -> QuerySet[ReminderLetter]:
    letters = ReminderLetter.objects.visible_to(user)
    return letters.select_related("run__estate", "payer")


def letters_of_unit(unit_code: str) -> Iterable[ReminderLetter]:
    """The letters that were sent to a unit, latest first."""
    letters = ReminderLetter.objects.filter(unit_code=unit_code, run__state=ApprovalState.APPROVED, left_out="")
    return letters.select_related("run").order_by("-pk")


def deliveries_of(letter: ReminderLetter) -> QuerySet[Any]:
    return letter.deliveries.select_related("by").order_by("pk")


def lines_of_unit(unit_code: str) -> list[Any]:
    """All that is open of a unit, oldest due day first."""
    lines = open_lines(unit_code=unit_code).select_related("bill")
    return list(lines.order_by("due_day", "bill_id", "position"))


def credit_of_unit(unit_code: str) -> Yuan:
    return unapplied_credits(unit_code=unit_code).aggregate(sum=Sum("left"))["sum"] or ZERO


def ways_to_pay() -> str:
    """As the billing terms have them."""
    return BillingTerms.load().ways_to_pay.strip()
