"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "works.create": gettext_noop("created a work order"),
    "works.estimate": gettext_noop("estimated a work"),
    "works.approve": gettext_noop("released a work"),
    "works.revise": gettext_noop("gave a work back for revision"),
    "works.schedule": gettext_noop("scheduled a work"),
    "works.unschedule": gettext_noop("took a work off the schedule"),
    "works.start": gettext_noop("started a work"),
    "works.record": gettext_noop("recorded quantities of a work"),
    "works.finish": gettext_noop("reported a work as done"),
    "works.confirm": gettext_noop("recorded a party's confirmation of a work"),
    "works.transcribe": gettext_noop("transcribed what a party signed about a work"),
    "works.party_member": gettext_noop("changed the party that a user speaks for"),
    "works.accept": gettext_noop("a work was accepted"),
    "works.send_back": gettext_noop("sent a work back"),
    "works.close": gettext_noop("closed a work"),
    "works.cancel": gettext_noop("cancelled a work"),
    "works.correct": gettext_noop("corrected the place or remark of a work"),
    "works.cost": gettext_noop("recorded a cost of a work"),
    "works.defect": gettext_noop("reported a defect of a work"),
    "works.material": gettext_noop("changed a material"),
    "works.store": gettext_noop("moved material in the store"),
    "works.count_asked": gettext_noop("asked to record a stocktaking that differs by much"),
    "works.rate": gettext_noop("changed an hourly rate"),
    "works.measured": gettext_noop("measured a work"),
    "works.terms": gettext_noop("asked to change the terms of acceptance"),
    "works.photo_added": gettext_noop("added a photo of a work"),
    "works.photo_measured": gettext_noop("measured an area in a photo of a work"),
    "works.photo_removed": gettext_noop("took a photo of a work away"),
}
