"""What the grid refuses."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class AreaThere(BusinessError):
    code = "grid_area_there"
    message = gettext_noop("There is an area %(code)s in this estate already.")


class NoPlanYet(BusinessError):
    code = "grid_no_plan_yet"
    message = gettext_noop("The estate has no plan yet. Upload it first.")


class OutsideThePlan(BusinessError):
    code = "grid_outside_the_plan"
    message = gettext_noop("That is not on the plan.")


class DutyOverlaps(BusinessError):
    code = "grid_duty_overlaps"
    message = gettext_noop("On these days somebody else has this duty already. End it first, or hand it over.")


class DutyEndsBefore(BusinessError):
    code = "grid_duty_ends_before"
    message = gettext_noop("The last day lies before the first.")


class NobodyResponsible(BusinessError):
    code = "grid_nobody_responsible"
    message = gettext_noop("Nobody is responsible for %(area)s on that day: say first who is.")


class OnlyWhoTakesOver(BusinessError):
    code = "grid_only_who_takes_over"
    message = gettext_noop("Only %(person)s, who takes the area over, can say so.")


class HandedToOneself(BusinessError):
    code = "grid_handed_to_oneself"
    message = gettext_noop("Hand it over to somebody else.")
