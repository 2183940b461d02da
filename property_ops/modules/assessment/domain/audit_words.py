"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "assessment.weights_proposed": gettext_noop("proposed weights of the assessment"),
    "assessment.settled": gettext_noop("proposed to settle the sheet of an assessment"),
    "assessment.training": gettext_noop("wrote down a training"),
    "assessment.objected": gettext_noop("objected to a figure of an assessment"),
}
