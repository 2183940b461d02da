"""What the pages of home visits use, and a neighbour may."""

from property_ops.modules.home_visits.domain.outcomes import VisitOutcome
from property_ops.modules.home_visits.services.visiting import CHANGE, SaidAtHome, plan_visits, record_visit

__all__ = [
    "CHANGE",
    "SaidAtHome",
    "VisitOutcome",
    "plan_visits",
    "record_visit",
]
