"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "requests.registered": gettext_noop("registered a request"),
    "requests.moved": gettext_noop("carried a request forward"),
    "requests.rated": gettext_noop("wrote down what whoever asked says of the answer"),
    "requests.code_sent": gettext_noop("a code to rate an answer was sent to the phone of whoever asked"),
    "requests.subject_added": gettext_noop("said what a petition speaks of"),
    "requests.subject_removed": gettext_noop("took away what a petition speaks of"),
    "requests.reply_printed": gettext_noop("printed the answer to a petition"),
    "requests.link_renewed": gettext_noop("withdrew the link to the course of a request"),
    "requests.paused": gettext_noop("stopped the clock of a request"),
    "requests.resumed": gettext_noop("let the clock of a request run on"),
    "requests.escalated": gettext_noop("an overdue request was handed up"),
    "requests.clock_changed": gettext_noop("changed the times for a kind of request"),
    "requests.days_entered": gettext_noop("entered holidays or days that are worked for them"),
    "requests.day_removed": gettext_noop("took away a holiday that the office had entered"),
    "requests.linked": gettext_noop("tied a request to a work order"),
    "requests.slips_viewed": gettext_noop("looked at the notices to be handed over"),
    "requests.slips_printed": gettext_noop("printed notices to be handed over"),
    "requests.viewed": gettext_noop("looked at who made a request"),
    "requests.survey_recorded": gettext_noop("recorded a survey"),
}
