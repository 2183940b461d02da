"""What a neighbour may use of the papers of works, and of entries from the phone."""

from property_ops.modules.portal.domain.entries import GivenEntry, moment
from property_ops.modules.portal.domain.errors import EntryUnreadable
from property_ops.modules.portal.selectors.papers import completion_of
from property_ops.modules.portal.services.proving import proof_address
from property_ops.modules.works.public import WorkOrder


def certificate_address(work: WorkOrder) -> str:
    """Where what the certificate of an accepted work says can be read by anybody who knows the address."""
    return proof_address(completion_of(work))


__all__ = ["EntryUnreadable", "GivenEntry", "certificate_address", "moment"]
