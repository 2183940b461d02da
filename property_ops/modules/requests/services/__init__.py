from property_ops.modules.requests.services.asking import (
    AskedOnline,
    ReportedAtPlace,
    ask_online,
    rate_online,
    reopen_online,
    report_at_place,
)
from property_ops.modules.requests.services.by_link import rate_by_link, reopen_by_link, send_code
from property_ops.modules.requests.services.clocks import (
    CLOCKS,
    change_clock,
    enter_days,
    pause_clock,
    remove_day,
    resume_clock,
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
    "CLOCKS",
    "HANDLE",
    "SURVEY",
    "Asked",
    "AskedOnline",
    "ReportedAtPlace",
    "add_subject",
    "answer",
    "answer_request",
    "ask_online",
    "change_clock",
    "close",
    "enter_days",
    "link_work",
    "make_work_of",
    "pause_clock",
    "rate_by_link",
    "rate_by_phone",
    "rate_online",
    "record_look",
    "record_survey",
    "register_request",
    "remove_day",
    "remove_subject",
    "renew_link",
    "reopen",
    "reopen_by_link",
    "reopen_online",
    "reply_of",
    "report_at_place",
    "resume_clock",
    "send_code",
    "take_in_hand",
    "withdraw",
]
