"""What of the requests waits for somebody: of slot `things_to_do`."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.todo import ThingsToDo
from property_ops.modules.requests import selectors
from property_ops.modules.requests.domain.states import RequestState
from property_ops.modules.requests.services import HANDLE


def _in_state(title: object, state: RequestState, order: int) -> ThingsToDo:
    return ThingsToDo(
        title,
        HANDLE,
        lambda user: selectors.visible_requests(user).filter(state=state).annotate(since=F("received_on")),
        lambda: f"{reverse('requests')}?state={state}",
        order,
    )


RECEIVED = _in_state(_("Requests that nobody has in hand"), RequestState.RECEIVED, 10)
IN_HAND = _in_state(_("Requests to be answered"), RequestState.IN_HAND, 11)
