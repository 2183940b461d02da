"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "webhooks.made": gettext_noop("made a webhook"),
    "webhooks.changed": gettext_noop("changed a webhook"),
    "webhooks.secret": gettext_noop("gave a webhook a new secret"),
    "webhooks.replayed": gettext_noop("had a webhook's delivery sent again"),
}
