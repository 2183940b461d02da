"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "grid.area_entered": gettext_noop("entered an area of the grid"),
    "grid.plan_uploaded": gettext_noop("uploaded the plan of an estate"),
    "grid.point_placed": gettext_noop("put an area on the plan"),
    "grid.duty_begun": gettext_noop("said who is responsible for an area"),
    "grid.handed_over": gettext_noop("offered to hand an area over"),
}
