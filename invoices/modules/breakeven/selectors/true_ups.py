"""What became of a year's balance, and what a true-up starts from."""

from datetime import date

from django.db.models import QuerySet

from invoices.modules.breakeven.domain.true_up import Home, TrueUpOutcome
from invoices.modules.breakeven.models import TrueUp
from invoices.modules.breakeven.selectors.results import result_of
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.dated_rows import in_force
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate, Role, Tenure, Unit, as_they_were


def true_up_of(estate: Estate, year: int) -> TrueUp | None:
    """The one that waits or is approved."""
    found = TrueUp.objects.filter(estate=estate, year=year).exclude(state__in=NEVER_MIND)
    return found.select_related("prepared_by", "decided_by").first()


def visible_true_ups(user: User) -> QuerySet[TrueUp]:
    return TrueUp.objects.visible_to(user).select_related("estate")


def carried_into(estate: Estate, year: int) -> Yuan:
    """What the year before left for this one; a deficit is above zero."""
    before = TrueUp.objects.filter(
        estate=estate, year=year - 1, state=ApprovalState.APPROVED, outcome=TrueUpOutcome.CARRY
    ).first()
    return before.balance + before.carried if before else ZERO


def balance_of_year(estate: Estate, year: int) -> Yuan:
    """The residents' balance, as the ledger has it now."""
    return result_of(estate.code, Period(date(year, 1, 1), date(year + 1, 1, 1))).residents_balance


def homes(estate: Estate, *, on: date) -> list[Home]:
    """The units with owner and area of that day (docs/product.md rules 9, 24); without owner, the account itself."""
    owners = in_force(Tenure.objects.filter(unit__estate=estate, role=Role.OWNER), on=on)
    party_of = dict(owners.order_by("pk").values_list("unit_id", "pk"))
    units = (
        as_they_were(Unit.objects.filter(estate=estate), on=on).order_by("code").values_list("pk", "code", "area_then")
    )
    return [Home(code, str(party_of.get(pk, "")), area) for pk, code, area in units]
