"""The page of whoever ordered a service, by link: how it goes, what it costs, accepting and rating."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.pictures.reading import Size
from property_ops.framework.web.pictures import picture_response
from property_ops.framework.web.printable import all_printable
from property_ops.framework.web.public_pages import network
from property_ops.kernel.errors import BusinessError, LinkExpired, LinkNotFound, LinkRevoked
from property_ops.modules.estates.public import Company
from property_ops.modules.providers.public import STARS, ServiceOrderState
from property_ops.modules.providers.selectors import orders as read
from property_ops.modules.providers.selectors import prices
from property_ops.modules.providers.services.accepting import (
    ServiceRating,
    accept_by_link,
    seen_of,
    send_back_by_link,
)
from property_ops.modules.providers.services.links import order_at
from property_ops.modules.providers.views.by_link import answered_once, pages

PAGES = pages("customer_pages")
PICTURES = pages("customer_photos", looks_a_minute=600)
REFUSED = 422


class RatingForm(forms.Form):
    """Stars and a name to accept, words to send it back."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    person = forms.CharField(label=_("Your name"), max_length=40, required=False)
    stars: Any = forms.TypedChoiceField(
        label=_("How was it?"), choices=STARS, coerce=int, required=False, empty_value=None, widget=forms.RadioSelect
    )
    remark = forms.CharField(label=_("Remark; when you send it back, the reason"), max_length=200, required=False)


@PAGES.page("POST")
def order(request: HttpRequest, token: str) -> HttpResponseBase:
    found = order_at(token, today=timezone.localdate())
    form = RatingForm(request.POST) if request.method == "POST" else RatingForm(initial={"seen": seen_of(found)})
    if request.method == "POST" and form.is_valid() and all_printable(form):
        try:
            return answered_once(request, lambda: _answered(request, token, form))
        except (LinkNotFound, LinkExpired, LinkRevoked):
            raise
        except BusinessError as error:
            form.add_error(None, error.sentence(gettext))
        found = order_at(token, today=timezone.localdate())
    return _page(request, token, found, form)


@PICTURES.page()
def photo(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """A photo of the link's own order, and of no other."""
    found = order_at(token, today=timezone.localdate())
    return picture_response(request, get_object_or_404(read.photos_of(found), pk=pk).picture, Size.MEDIUM)


def _answered(request: HttpRequest, token: str, form: RatingForm) -> HttpResponseBase:
    said, now = form.cleaned_data, timezone.now()
    if "back" in request.POST:
        send_back_by_link(token=token, seen=said["seen"], words=said["remark"], now=now)
    else:
        rating = ServiceRating(said["person"], said["stars"] or 0, said["remark"])
        accept_by_link(token=token, seen=said["seen"], rating=rating, network=network(request), now=now)
    return HttpResponseRedirect(reverse("customer_order", args=[token]))


def _page(request: HttpRequest, token: str, found: Any, form: RatingForm) -> HttpResponseBase:
    lines = read.lines_of(found)
    published = prices.published(found.provider, lines[0].day) if lines else {}
    content = {
        "order": found,
        "token": token,
        "form": form,
        "company": Company.load(),
        "lines": [(line, published.get(line.item_id)) for line in lines],
        "total": read.total_of(found),
        "photos": [one for one in read.photos_of(found) if one.round == found.round],
        "events": read.events_of(found),
        "may_accept": found.state == ServiceOrderState.DONE,
        "accepted": getattr(found, "acceptance", None),
    }
    return render(request, "providers/customer_order.html", content, status=REFUSED if form.errors else 200)
