from property_ops.modules.requests.models.clock import KindClock, OfficeDay, RequestEscalation, RequestPause
from property_ops.modules.requests.models.request import ReplyPrint, Request, RequestPhoto, RequestSubject
from property_ops.modules.requests.models.survey import Survey

__all__ = [
    "KindClock",
    "OfficeDay",
    "ReplyPrint",
    "Request",
    "RequestEscalation",
    "RequestPause",
    "RequestPhoto",
    "RequestSubject",
    "Survey",
]
