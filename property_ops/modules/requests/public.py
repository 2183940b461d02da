"""What a neighbour may use of requests and satisfaction."""

from property_ops.modules.requests.domain.satisfaction import Tally, share, total
from property_ops.modules.requests.domain.subjects import RequestSubjectKind, SubjectEvidence, SubjectFound
from property_ops.modules.requests.models import Request, Survey
from property_ops.modules.requests.models.request import RatedBy, RequestChannel, Satisfaction, Topic
from property_ops.modules.requests.selectors import (
    Received,
    manners_in,
    ratings_in,
    received_in,
    requests_of_tenure,
    visible_requests,
)
from property_ops.modules.requests.services import (
    Asked,
    AskedOnline,
    ReportedAtPlace,
    answer_request,
    ask_online,
    link_work,
    make_work_of,
    rate_online,
    register_request,
    reopen_online,
    report_at_place,
)

__all__ = [
    "Asked",
    "AskedOnline",
    "RatedBy",
    "Received",
    "ReportedAtPlace",
    "Request",
    "RequestChannel",
    "RequestSubjectKind",
    "Satisfaction",
    "SubjectEvidence",
    "SubjectFound",
    "Survey",
    "Tally",
    "Topic",
    "answer_request",
    "ask_online",
    "link_work",
    "make_work_of",
    "manners_in",
    "rate_online",
    "ratings_in",
    "received_in",
    "register_request",
    "reopen_online",
    "report_at_place",
    "requests_of_tenure",
    "share",
    "total",
    "visible_requests",
]
