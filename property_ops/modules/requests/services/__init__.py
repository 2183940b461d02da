from property_ops.modules.requests.services.asking import AskedOnline, ask_online, rate_online, reopen_online
from property_ops.modules.requests.services.handling import (
    HANDLE,
    SURVEY,
    Asked,
    answer,
    close,
    link_work,
    make_work_of,
    record_look,
    record_survey,
    register_request,
    reopen,
    take_in_hand,
    withdraw,
)

answer_request = answer
"""For neighbours, who answer other things too."""

__all__ = [
    "HANDLE",
    "SURVEY",
    "Asked",
    "AskedOnline",
    "answer",
    "answer_request",
    "ask_online",
    "close",
    "link_work",
    "make_work_of",
    "rate_online",
    "record_look",
    "record_survey",
    "register_request",
    "reopen",
    "reopen_online",
    "take_in_hand",
    "withdraw",
]
