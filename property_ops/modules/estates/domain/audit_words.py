"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "company.changed": gettext_noop("changed the company's data"),
    "register.change_prepared": gettext_noop("prepared a change of a unit"),
    "register.estate_changed": gettext_noop("changed the register of an estate"),
    "register.phone_changed": gettext_noop("changed the phone of an owner or tenant"),
    "register.owner_changed": gettext_noop("changed the owner of a unit"),
    "company.bank_account": gettext_noop("asked to change the company's bank account"),
}
