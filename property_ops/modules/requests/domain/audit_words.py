"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "requests.registered": gettext_noop("registered a request"),
    "requests.moved": gettext_noop("carried a request forward"),
    "requests.linked": gettext_noop("tied a request to a work order"),
    "requests.viewed": gettext_noop("looked at who made a request"),
    "requests.survey_recorded": gettext_noop("recorded a survey"),
}
