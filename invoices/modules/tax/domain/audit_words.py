"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "tax.invoice_wished": gettext_noop("noted that an invoice is asked for"),
    "tax.posted": gettext_noop("posted the VAT of a month"),
    "tax.rate_proposed": gettext_noop("proposed a VAT rate"),
    "tax.number_entered": gettext_noop("wrote down a payer's tax number"),
    "tax.requests_exported": gettext_noop("exported invoice requests"),
    "tax.batch_opened": gettext_noop("downloaded invoice requests"),
}
