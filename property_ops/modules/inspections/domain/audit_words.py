"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "inspections.hazard_found": gettext_noop("reported a hazard"),
    "inspections.work_opened": gettext_noop("opened a work to put a hazard right"),
    "inspections.rectified": gettext_noop("reported a hazard as put right"),
    "inspections.checklist_changed": gettext_noop("changed a checklist"),
}
