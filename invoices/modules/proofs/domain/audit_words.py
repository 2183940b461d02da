"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "proofs.audit_pack": gettext_noop("wrote an auditor's folder"),
    "proofs.sealed": gettext_noop("sealed the records"),
}
