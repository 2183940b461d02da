from property_ops.modules.requests.services.asking import (
    AskedOnline,
    ask_online,
    rate_by_link,
    rate_online,
    reopen_by_link,
    reopen_online,
)
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
from property_ops.modules.requests.services.petitions import (
    add_subject,
    rate_by_phone,
    remove_subject,
    renew_link,
    reply_of,
)

answer_request = answer
"""For neighbours, who answer other things too."""

__all__ = [
    "HANDLE",
    "SURVEY",
    "Asked",
    "AskedOnline",
    "add_subject",
    "answer",
    "answer_request",
    "ask_online",
    "close",
    "link_work",
    "make_work_of",
    "rate_by_link",
    "rate_by_phone",
    "rate_online",
    "record_look",
    "record_survey",
    "register_request",
    "remove_subject",
    "renew_link",
    "reopen",
    "reopen_by_link",
    "reopen_online",
    "reply_of",
    "take_in_hand",
    "withdraw",
]
