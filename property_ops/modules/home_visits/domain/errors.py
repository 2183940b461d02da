"""What home visits refuse."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class VisitDaysNotInOrder(BusinessError):
    code = "visit_plan_days_not_in_order"
    message = gettext_noop("The last day lies before the first.")


class NoHomes(BusinessError):
    code = "visit_plan_no_homes"
    message = gettext_noop("In these buildings there is no home.")


class MetBefore(BusinessError):
    code = "home_met_before"
    message = gettext_noop("Somebody was met at %(unit)s already in this plan.")


class PlanNotBegun(BusinessError):
    code = "visit_plan_not_begun"
    message = gettext_noop("%(plan)s begins on %(day)s.")


class SaidByNobody(BusinessError):
    code = "visit_said_by_nobody"
    message = gettext_noop("Where nobody was met, nobody said anything.")
