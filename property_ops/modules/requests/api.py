"""Requests and petitions, for programs: read, written down, and moved on."""

from datetime import date
from typing import Annotated, Any, Self

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.framework.permissions import phone_shown_to
from property_ops.framework.rest.kit import ApiRequest, ApiRouter
from property_ops.framework.rest.rows import ApiInput, ApiRow, Code, Day, narrowed, text
from property_ops.kernel.personal import masked_name
from property_ops.modules.estates.public import visible_estates, visible_units
from property_ops.modules.requests import selectors, services
from property_ops.modules.requests.domain.states import RequestState
from property_ops.modules.requests.public import Asked, Request, RequestChannel, Topic
from property_ops.modules.requests.selectors import SEE_PERSON, VIEW
from property_ops.modules.requests.services import HANDLE

ROUTER = ApiRouter(
    "requests",
    rights={
        VIEW: _("see requests"),
        SEE_PERSON: _("see who made a request"),
        HANDLE: _("write requests down and move them on"),
    },
)


class RequestRow(ApiRow):
    """Without the right `requests.view_person` who asked is masked, without `people.view_phone` the phone."""

    number: str
    estate: str
    unit: str | None
    channel: str
    topic: str
    content: str
    place: str
    person: str
    phone: str
    received_on: date
    due_on: date
    state: RequestState
    handled_by: str
    answered_on: date | None
    result: str
    satisfaction: str
    work: str | None

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        return cls(
            number=row.number,
            estate=row.estate.code,
            unit=row.unit.code if row.unit else None,
            channel=row.channel,
            topic=row.topic,
            content=row.content,
            place=row.place,
            person=row.person if reader.has_perm(SEE_PERSON) else masked_name(row.person),
            phone=phone_shown_to(reader, row.phone),
            received_on=row.received_on,
            due_on=row.due_on,
            state=RequestState(row.state),
            handled_by=row.handled_by,
            answered_on=row.answered_on,
            result=row.result,
            satisfaction=row.satisfaction,
            work=row.work.number if row.work else None,
        )


class NewRequest(ApiInput):
    estate: Code
    channel: RequestChannel
    topic: Topic
    content: Annotated[str, text(500, shortest=1)]
    received_on: Day
    due_on: Day
    unit: Code | None = None
    person: Annotated[str, text(40)] = ""
    phone: Annotated[str, text(20)] = ""


class RequestTaken(ApiInput):
    handled_by: Annotated[str, text(40, shortest=1)]


class RequestAnswer(ApiInput):
    result: Annotated[str, text(500, shortest=1)]
    on: Day


@ROUTER.listing("/requests", right=VIEW, of=RequestRow, personal_data=True)
def list_requests(
    request: ApiRequest,
    estate: Code | None = None,
    state: RequestState | None = None,
    received_from: Day | None = None,
    received_until: Day | None = None,
) -> QuerySet[Any]:
    """The requests; of those received from a day until another, both counted."""
    found = selectors.visible_requests(request.user)
    asked = {
        "estate__code": estate,
        "state": state and state.value,
        "received_on__gte": received_from,
        "received_on__lte": received_until,
    }
    return narrowed(found, asked)


@ROUTER.single("/requests/{number}", right=VIEW, of=RequestRow, personal_data=True)
def get_request(request: ApiRequest, number: Code) -> Any:
    """One request by its number."""
    return selectors.visible_requests(request.user).filter(number=number).first()


@ROUTER.making(
    "/requests",
    right=HANDLE,
    of=RequestRow,
    personal_data=True,
    rows=selectors.visible_requests,
    at="/requests/{number}",
)
def register_request(request: ApiRequest, asked: NewRequest) -> Request:
    """Write a request down; it gets the next number of the year."""
    user = request.user
    said = asked.model_dump(exclude={"estate", "unit"})
    return services.register_request(
        estate=get_object_or_404(visible_estates(user), code=asked.estate),
        asked=Asked(unit=get_object_or_404(visible_units(user), code=asked.unit) if asked.unit else None, **said),
        by=user,
    )


_ACT: Any = {
    "right": HANDLE,
    "of": RequestRow,
    "personal_data": True,
    "rows": selectors.visible_requests,
    "by": "number",
}


@ROUTER.acting("/requests/{number}/take", **_ACT)
def take_request(request: ApiRequest, row: Any, taken: RequestTaken) -> Any:
    """Somebody looks after it."""
    return services.take_in_hand(request=row, handled_by=taken.handled_by, by=request.user)


@ROUTER.acting("/requests/{number}/answer", **_ACT)
def answer_request(request: ApiRequest, row: Any, answer: RequestAnswer) -> Any:
    """Whoever asked has an answer."""
    return services.answer(request=row, result=answer.result, on=answer.on, by=request.user)


@ROUTER.acting("/requests/{number}/close", **_ACT)
def close_request(request: ApiRequest, row: Any) -> Any:
    """Nothing more is done about it."""
    return services.close(request=row, by=request.user)


@ROUTER.acting("/requests/{number}/reopen", **_ACT)
def reopen_request(request: ApiRequest, row: Any) -> Any:
    """It is in hand again."""
    return services.reopen(request=row, by=request.user)


@ROUTER.acting("/requests/{number}/withdraw", **_ACT)
def withdraw_request(request: ApiRequest, row: Any) -> Any:
    """Whoever asked took it back; it is not counted."""
    return services.withdraw(request=row, by=request.user)
