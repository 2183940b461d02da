"""Requests by their number, of slot `finders`."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.finding import MOST, Finder, SearchHit
from property_ops.framework.models import User
from property_ops.modules.requests import selectors


def _requests(user: User, text: str) -> Iterator[SearchHit]:
    for one in selectors.first_requests(user, text, most=MOST):
        yield SearchHit(one.number, reverse("request", args=[one.number]), f"{one.received_on} · {one.estate.name}")


REQUESTS = Finder(_("Requests"), "requests.view", _requests, order=60)
