from property_ops.modules.volunteers.models.activity import TeamKind, VolunteerActivity, VolunteerSignIn, VolunteerTeam
from property_ops.modules.volunteers.models.hours import VolunteerHours, VolunteerHoursLine, VolunteerRate

__all__ = [
    "TeamKind",
    "VolunteerActivity",
    "VolunteerHours",
    "VolunteerHoursLine",
    "VolunteerRate",
    "VolunteerSignIn",
    "VolunteerTeam",
]
