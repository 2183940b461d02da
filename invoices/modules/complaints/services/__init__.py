from invoices.modules.complaints.services.answering import answer_complaints
from invoices.modules.complaints.services.complaining import complain, take_back
from invoices.modules.complaints.services.releasing import approve_release, propose_release

__all__ = ["answer_complaints", "approve_release", "complain", "propose_release", "take_back"]
