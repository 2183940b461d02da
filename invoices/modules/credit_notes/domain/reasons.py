"""A correction says why."""

from invoices.modules.credit_notes.domain.errors import ReasonMissing


def checked_reason(text: str) -> str:
    """Raises ReasonMissing."""
    if not text.strip():
        raise ReasonMissing()
    return text.strip()
