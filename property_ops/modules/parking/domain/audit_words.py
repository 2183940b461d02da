"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "parking.closed": gettext_noop("closed parking spaces for a work"),
    "parking.reopened": gettext_noop("reopened a parking space"),
    "parking.lot_drawn": gettext_noop("drew a parking lot"),
    "parking.layout_chosen": gettext_noop("made spaces of a layout"),
    "parking.space_kept": gettext_noop("changed the register of parking spaces"),
    "parking.let": gettext_noop("let a parking space"),
    "parking.lease_proposed": gettext_noop("proposed a lease of a parking space"),
    "parking.lease_ended": gettext_noop("ended a parking lease"),
    "parking.plate_changed": gettext_noop("changed the plate of a lease"),
    "parking.list_opened": gettext_noop("opened a waiting list"),
    "parking.list_entered": gettext_noop("entered a unit on a waiting list"),
    "parking.list_struck": gettext_noop("struck a unit off a waiting list"),
    "parking.list_frozen": gettext_noop("froze a waiting list"),
    "parking.list_drawn": gettext_noop("drew a waiting list"),
    "parking.visitor_arrived": gettext_noop("recorded a visitor's arrival"),
    "parking.visitor_left": gettext_noop("recorded that a visitor left"),
    "parking.violation_recorded": gettext_noop("recorded a wrongly parked car"),
    "parking.violation_photo": gettext_noop("added a photo to a parking violation"),
    "parking.violation_notified": gettext_noop("notified the owner of a wrongly parked car"),
    "parking.violation_settled": gettext_noop("settled a parking violation"),
    "parking.place_offered": gettext_noop("offered a place of a draw"),
    "parking.place_passed_on": gettext_noop("passed a place of a draw on to the next unit"),
}
