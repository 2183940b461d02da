"""What a neighbour may use of the volunteers, and what their pages use."""

from property_ops.modules.volunteers.models import (
    TeamKind,
    VolunteerActivity,
)
from property_ops.modules.volunteers.selectors.volunteers import worth_of
from property_ops.modules.volunteers.services.volunteering import CalledActivity, HoursOf

__all__ = [
    "CalledActivity",
    "HoursOf",
    "TeamKind",
    "VolunteerActivity",
    "worth_of",
]
