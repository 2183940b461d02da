"""How the audit log tells what was done here."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "providers.registered": gettext_noop("registered a provider"),
    "providers.corrected": gettext_noop("corrected a provider's entry"),
    "providers.paper_added": gettext_noop("added a provider's paper"),
    "providers.agreement_prepared": gettext_noop("prepared a cooperation agreement"),
    "providers.agreement_ended": gettext_noop("ended a cooperation agreement"),
    "providers.prices_prepared": gettext_noop("prepared a provider's price list"),
    "providers.standing_proposed": gettext_noop("proposed another standing of a provider"),
    "providers.standard_proposed": gettext_noop("proposed another standard of scores"),
    "providers.complaint_recorded": gettext_noop("recorded a complaint about a provider"),
    "providers.ordered": gettext_noop("ordered a service"),
    "providers.moved": gettext_noop("took a service order on"),
    "providers.link_given": gettext_noop("made a link for a provider or resident"),
    "providers.link_revoked": gettext_noop("withdrew a link of a provider"),
    "providers.slip_transcribed": gettext_noop("transcribed a signed slip of a service"),
    "providers.settlement_prepared": gettext_noop("prepared a settlement with a provider"),
}
