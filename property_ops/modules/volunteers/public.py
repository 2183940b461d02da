"""What a neighbour may use of the volunteers, and what their pages use."""

from property_ops.modules.volunteers.models import (
    TeamKind,
    VolunteerActivity,
    VolunteerHours,
    VolunteerTeam,
)
from property_ops.modules.volunteers.selectors.volunteers import WorthOfActivity, worth_of, worth_together
from property_ops.modules.volunteers.services.volunteering import CalledActivity, HoursOf

__all__ = [
    "CalledActivity",
    "HoursOf",
    "TeamKind",
    "VolunteerActivity",
    "VolunteerHours",
    "VolunteerTeam",
    "WorthOfActivity",
    "worth_of",
    "worth_together",
]
