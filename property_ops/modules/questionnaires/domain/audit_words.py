"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "questionnaires.drawn_up": gettext_noop("drew up a questionnaire"),
    "questionnaires.opened": gettext_noop("opened a questionnaire"),
    "questionnaires.printed": gettext_noop("printed sheets of a questionnaire"),
    "questionnaires.answered": gettext_noop("a sheet of a questionnaire was answered on the phone"),
    "questionnaires.keyed": gettext_noop("keyed a sheet of a questionnaire"),
    "questionnaires.published": gettext_noop("published the result of a questionnaire"),
}
