from invoices.modules.complaints.models.complaint import ComplaintPhoto, WorkComplaint
from invoices.modules.complaints.models.hold import HoldRelease, WorkHold

__all__ = ["ComplaintPhoto", "HoldRelease", "WorkComplaint", "WorkHold"]
