"""What a neighbour may use of the pages on the phone."""

from property_ops.modules.portal.domain.entries import GivenEntry
from property_ops.modules.portal.domain.errors import EntryUnreadable

__all__ = ["EntryUnreadable", "GivenEntry"]
