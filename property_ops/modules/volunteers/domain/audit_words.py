"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "volunteers.team_entered": gettext_noop("entered a team of volunteers"),
    "volunteers.activity_called": gettext_noop("called an activity of volunteers"),
    "volunteers.hours_entered": gettext_noop("entered hours of volunteers"),
    "volunteers.rate_proposed": gettext_noop("proposed what an hour of volunteers is worth"),
}
