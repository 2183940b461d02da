"""Whoever asked is told that there is an answer."""

from datetime import datetime

from property_ops.kernel.text import gettext_noop
from property_ops.modules.notices.public import NoticeTemplate, tell
from property_ops.modules.requests.models import Request

ANSWERED = NoticeTemplate(
    "request_answered",
    gettext_noop("Your request is answered"),
    gettext_noop("%(estate)s: your request %(number)s is answered. Please look at it, and say whether it is done."),
    ("estate", "number"),
)
"""Of slot `notice_templates`."""


def tell_of_answer(request: Request, *, now: datetime) -> None:
    """Once a day at most: answered anew after it was taken up again is told anew."""
    if request.tenure is None:
        return
    about = f"{request.number}/{request.answered_on}"
    facts = {"estate": request.estate.name, "number": request.number}
    tell(template=ANSWERED.name, tenure=request.tenure, about=about, facts=facts, now=now)
