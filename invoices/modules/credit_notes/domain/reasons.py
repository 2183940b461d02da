"""A correction says why."""

from property_ops.kernel.errors import ReasonMissing


def checked_reason(text: str) -> str:
    """Raises ReasonMissing."""
    if not text.strip():
        raise ReasonMissing()
    return text.strip()
