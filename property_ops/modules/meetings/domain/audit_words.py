"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "meetings.called": gettext_noop("called a meeting"),
    "meetings.called_off": gettext_noop("called a meeting off"),
    "meetings.minuted": gettext_noop("wrote the minutes of a meeting"),
    "meetings.opinion_noted": gettext_noop("noted an opinion of a meeting"),
    "meetings.opinion_answered": gettext_noop("answered an opinion of a meeting"),
    "meetings.opinion_became": gettext_noop("made something of an opinion of a meeting"),
}
