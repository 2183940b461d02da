"""What a neighbour may use of the crews and their visits."""

from property_ops.modules.dispatch.domain.calendar import is_working_day, unknown_years
from property_ops.modules.dispatch.domain.errors import NotPlaced, NotYourVisit
from property_ops.modules.dispatch.domain.slots import moment
from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.models import Crew, Visit
from property_ops.modules.dispatch.selectors.contracts import contract_of, earned_by
from property_ops.modules.dispatch.selectors.crews import crew_of
from property_ops.modules.dispatch.selectors.vans import van_of
from property_ops.modules.dispatch.selectors.visits import (
    called_off,
    later_visits,
    may_report,
    may_work_on,
    visible_visits,
    visits_of_crew,
    visits_of_work,
)
from property_ops.modules.dispatch.services.contracts import cost_by_agreement
from property_ops.modules.dispatch.services.vans import used_from_van
from property_ops.modules.dispatch.services.visits import finish_visit, place_visit, plan_visits, start_visit
from property_ops.modules.dispatch.services.wanting import NewWork, order_work

__all__ = [
    "Crew",
    "NewWork",
    "NotPlaced",
    "NotYourVisit",
    "Visit",
    "VisitState",
    "called_off",
    "contract_of",
    "cost_by_agreement",
    "crew_of",
    "earned_by",
    "finish_visit",
    "is_working_day",
    "later_visits",
    "may_report",
    "may_work_on",
    "moment",
    "order_work",
    "place_visit",
    "plan_visits",
    "start_visit",
    "unknown_years",
    "used_from_van",
    "van_of",
    "visible_visits",
    "visits_of_crew",
    "visits_of_work",
]
