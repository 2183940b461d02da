"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "dispatch.crew_kept": gettext_noop("stored a crew"),
    "dispatch.members_kept": gettext_noop("stored the members of a crew"),
    "dispatch.leave_granted": gettext_noop("entered leave of a crew"),
    "dispatch.leave_withdrawn": gettext_noop("withdrew leave of a crew"),
    "dispatch.forecast_taken": gettext_noop("took over a weather forecast"),
    "dispatch.climate_kept": gettext_noop("stored the usual weather of the months"),
    "dispatch.place_closed": gettext_noop("closed a place for crews"),
    "dispatch.place_reopened": gettext_noop("reopened a place for crews"),
    "dispatch.distances_kept": gettext_noop("stored minutes of travel"),
    "dispatch.plan_taken_over": gettext_noop("adopted a proposed plan"),
    "dispatch.feed_opened": gettext_noop("gave out the link to a crew's calendar"),
    "dispatch.feed_closed": gettext_noop("withdrew the link to a crew's calendar"),
    "dispatch.visits_planned": gettext_noop("planned visits of a work"),
    "dispatch.visit_cancelled": gettext_noop("cancelled a visit"),
    "dispatch.visit_started": gettext_noop("started a visit"),
    "dispatch.contract_asked": gettext_noop("typed in a contractor's prices"),
    "dispatch.van_moved": gettext_noop("loaded a van, or took something off it"),
    "dispatch.visit_finished": gettext_noop("finished a visit"),
}
