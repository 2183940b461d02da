"""The course of one request, for whoever has its link (docs/product.md rule 20), and how that link rates it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from property_ops.framework.models import User
from property_ops.framework.signing import proven
from property_ops.kernel.errors import LinkExpired, LinkNotFound
from property_ops.modules.notices.public import can_text, mobile
from property_ops.modules.requests.models import ReplyPrint, Request
from property_ops.modules.requests.models.request import COURSE, REPLY, RatedBy, RequestChannel

CODE_TEMPLATE = "rating_code"
"""What a platform registered the text with the code under, whose only variable is the code."""


@dataclass(frozen=True, slots=True)
class CourseLink:
    """A link to the course of `request`; `printed` is the paper that it stands on, if it does."""

    request: Request
    printed: ReplyPrint | None = None

    @property
    def rates(self) -> RatedBy | None:
        """In which manner it rates (docs/adr/0091); None where only the office can ask by telephone.

        What was given to whoever scanned a plate is theirs alone. Else somebody of the office has had it in hand.
        """
        if self.printed is None and self.request.channel == RequestChannel.PLATE:
            return RatedBy.LINK
        if can_be_texted(self.request):
            return RatedBy.CODE
        if self.printed is not None and not had_part(self.request, self.printed.printed_by):
            return RatedBy.PAPER
        return None


def had_part(request: Request, by: User) -> bool:
    """Whether the rating would be of what `by` did: whoever answered it, or took it in hand."""
    return request.answered_by_id == by.pk or request.handled_by == str(by)[:40]


def can_be_texted(request: Request) -> bool:
    return bool(mobile(request.phone)) and can_text(CODE_TEMPLATE)


def link_of(token: str, *, today: date) -> CourseLink:
    """Open as long as the request is, and some time after its answer. Raises LinkNotFound, LinkExpired."""
    found = _link_of(token)
    answered = found.request.answered_on
    if answered is not None and today > (last := answered + timedelta(days=settings.LINK_DAYS)):
        raise LinkExpired(day=last)
    return found


def _link_of(token: str) -> CourseLink:
    """One's own, or that of a paper; withdrawn, both are. Raises LinkNotFound."""
    try:
        return CourseLink(proven(Request.objects.select_related("estate", "work"), token, COURSE, "link_version"))
    except LinkNotFound:
        prints = ReplyPrint.objects.select_related("request__estate", "request__work", "printed_by")
        printed = proven(prints, token, REPLY, "link_version")
        if printed.link_version != printed.request.link_version:
            raise
        return CourseLink(printed.request, printed)


def paper_address(printed: ReplyPrint) -> str:
    """What the QR code of the answer holds."""
    return f"{settings.PUBLIC_URL}/r/{printed.link}/"
