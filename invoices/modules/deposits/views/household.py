"""What a household sees of its deposits on its own page: of slot `household_sections`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.deposits import selectors
from property_ops.framework.web.household import HouseholdAsk, HouseholdLink, HouseholdSection
from property_ops.kernel.money import ZERO


class HeldDeposits(HouseholdSection):
    """What is held, for what, and when it is paid back; there is nothing to be sent."""

    name = "deposits"
    for_former = True

    def links(self, tenure: Any, *, today: date) -> Sequence[HouseholdLink]:
        held = list(selectors.held_by(tenure))
        if not held:
            return ()
        total = sum((one.left for one in held), ZERO)
        return [HouseholdLink("held", gettext("Deposits held: ¥%(total)s") % {"total": total.grouped()})]

    def ask(self, tenure: Any, key: str, *, today: date, data: Mapping[str, Any] | None = None) -> HouseholdAsk | None:
        held = list(selectors.held_by(tenure))
        if key != "held" or not held:
            return None
        words = [f"{one.kind.name} {one.number}　{one.day}　¥{one.left.grouped()}　{one.kind.terms}" for one in held]
        return HouseholdAsk(_("Deposits that we hold for you"), words)

    def take(self, tenure: Any, key: str, form: Any, *, now: datetime, today: date) -> None:
        """Nothing is asked."""


HELD_DEPOSITS = HeldDeposits()
