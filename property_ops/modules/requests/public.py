"""What a neighbour may use of requests and satisfaction."""

from property_ops.modules.requests.domain.satisfaction import Tally, share, total
from property_ops.modules.requests.models import Request, Survey
from property_ops.modules.requests.models.request import RequestChannel, Satisfaction, Topic
from property_ops.modules.requests.selectors import Received, received_in, satisfaction_in
from property_ops.modules.requests.services import Asked, register_request

__all__ = [
    "Asked",
    "Received",
    "Request",
    "RequestChannel",
    "Satisfaction",
    "Survey",
    "Tally",
    "Topic",
    "received_in",
    "register_request",
    "satisfaction_in",
    "share",
    "total",
]
