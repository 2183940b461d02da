"""What a neighbour may use of the complaints."""

from invoices.modules.complaints.selectors.complaints import (
    WorkStanding,
    complaint_of,
    photo_of_complaint,
    standing_of,
    works_held,
)
from invoices.modules.complaints.selectors.words import counted
from invoices.modules.complaints.services import complain, take_back

__all__ = [
    "WorkStanding",
    "complain",
    "complaint_of",
    "counted",
    "photo_of_complaint",
    "standing_of",
    "take_back",
    "works_held",
]
