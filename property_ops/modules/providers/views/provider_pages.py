"""A provider's own pages on the phone: offers, orders, prices, score and settlements; its own, and nobody else's."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.amounts import Amount
from property_ops.framework.web.pictures import PicturesField, takes_photos_of_anybody
from property_ops.framework.web.printable import all_printable
from property_ops.framework.web.rows import Measure
from property_ops.kernel.errors import BusinessError, LinkExpired, LinkNotFound, LinkRevoked
from property_ops.modules.estates.public import Company
from property_ops.modules.providers.public import ScorePart, ServiceOrderState
from property_ops.modules.providers.selectors import orders as read
from property_ops.modules.providers.selectors import prices, register, scores, settlements
from property_ops.modules.providers.services import doing
from property_ops.modules.providers.services.doing import DoneItem
from property_ops.modules.providers.services.links import provider_at
from property_ops.modules.providers.views.by_link import answered_once, pages, typed
from property_ops.modules.providers.views.shown import score_words

PAGES = pages("provider_pages", looks_a_minute=120)
IN_HAND = (ServiceOrderState.TAKEN, ServiceOrderState.APPOINTED, ServiceOrderState.DONE)
SHOWN, MOST_PHOTOS, MOST_QUANTITY = 30, 6, Decimal(10000)
REFUSED = 422


class AppointForm(forms.Form):
    at = forms.DateTimeField(
        label=_("When do you come?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class DoneForm(forms.Form):
    """A quantity for each item of the provider's own prices, and a lower price where it is one."""

    photos = PicturesField(label=_("Photos"), required=False)

    def __init__(self, *args: Any, published: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.published = published
        for one in published:
            self.fields[f"quantity_{one.item_id}"] = Measure(
                label=one.item.name, min_value=Decimal(0), max_value=MOST_QUANTITY, decimal_places=2, required=False
            )
            price = Amount(label=_("lower price"), required=False)
            price.widget.attrs["placeholder"] = price.label
            self.fields[f"price_{one.item_id}"] = price

    def rows(self) -> list[tuple[Any, Any, Any]]:
        return [(one, self[f"quantity_{one.item_id}"], self[f"price_{one.item_id}"]) for one in self.published]

    def done(self) -> list[DoneItem]:
        """What was filled in."""
        values = self.cleaned_data
        return [
            DoneItem(one.item, values[f"quantity_{one.item_id}"], values.get(f"price_{one.item_id}"))
            for one in self.published
            if values.get(f"quantity_{one.item_id}")
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for one in self.published:
            price = values.get(f"price_{one.item_id}")
            if price is not None and price.fen < 0:
                self.add_error(f"price_{one.item_id}", _("Not below zero."))
        if len(values.get("photos") or []) > MOST_PHOTOS:
            self.add_error("photos", _("At most six photos."))
        return values


@PAGES.page()
def home(request: HttpRequest, token: str) -> HttpResponseBase:
    """What waits for the provider, what it has in hand, and how it stands."""
    today, now = timezone.localdate(), timezone.now()
    provider = provider_at(token, today=today)
    score = scores.scores([provider], today=today, now=now).get(provider.pk)
    mine = read.orders_for(provider)
    content = {
        "provider": provider,
        "token": token,
        "company": Company.load(),
        "offers": read.offers_for(provider, now),
        "in_hand": mine.filter(state__in=IN_HAND),
        "accepted": mine.filter(state=ServiceOrderState.ACCEPTED)[:SHOWN],
        "prices": prices.prices_on(provider, today),
        "soon": register.ending_soon(today, provider),
        "score": score_words(score),
        "settlements": settlements.settlements_of(provider)[:SHOWN],
        "parts": [(gettext(ScorePart(part.part).word), part) for part in (score.parts if score else ())],
    }
    return render(request, "providers/phone_home.html", content)


@PAGES.page("POST")
def offer(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """One offer: take it, or say why not."""
    provider = provider_at(token, today=timezone.localdate())
    found = get_object_or_404(provider.offers.select_related("order__estate"), pk=pk)

    def answer() -> HttpResponseBase:
        now = timezone.now()
        if "take" in request.POST:
            order = doing.take_offer(offer=found, provider=provider, now=now)
            return HttpResponseRedirect(reverse("provider_order", args=[token, order.number]))
        doing.decline_offer(offer=found, provider=provider, words=typed(request, "words"), now=now)
        return HttpResponseRedirect(reverse("provider_home", args=[token]))

    problem = ""
    if request.method == "POST":
        taken, problem = _said(request, answer)
        if taken:
            return taken
    content = {"provider": provider, "token": token, "offer": found, "order": found.order, "problem": problem}
    return render(request, "providers/phone_offer.html", content, status=REFUSED if problem else 200)


@takes_photos_of_anybody
@PAGES.page("POST")
def order(request: HttpRequest, token: str, number: str) -> HttpResponseBase:
    """An order the provider has: appoint, report what was done, or give it up."""
    today = timezone.localdate()
    provider = provider_at(token, today=today)
    found = get_object_or_404(read.orders_for(provider), number=number)
    step = next((one for one in ("appoint", "done", "give_up") if one in request.POST), "")
    published = prices.prices_on(provider, today)
    appoint = AppointForm(request.POST if step == "appoint" else None)
    done = DoneForm(
        request.POST if step == "done" else None, request.FILES if step == "done" else None, published=published
    )
    problem = ""
    if request.method == "POST":
        answer = _step(request, token, step, found, provider, appoint, done)
        if answer is not None:
            taken, problem = _said(request, answer)
            if taken:
                return taken
        found = get_object_or_404(read.orders_for(provider), number=number)
    content = {
        "provider": provider,
        "token": token,
        "order": found,
        "problem": problem,
        "appoint": appoint,
        "done": done,
        "lines": read.lines_of(found),
        "events": read.events_of(found),
        "may_appoint": found.state in (ServiceOrderState.TAKEN, ServiceOrderState.APPOINTED),
        "may_finish": found.state == ServiceOrderState.APPOINTED,
    }
    refused = problem or appoint.errors or done.errors
    return render(request, "providers/phone_order.html", content, status=REFUSED if refused else 200)


def _step(
    request: HttpRequest, token: str, step: str, found: Any, provider: Any, appoint: AppointForm, done: DoneForm
) -> Callable[[], HttpResponseBase] | None:
    """What to do with what was typed in; None where it is not whole."""
    back = HttpResponseRedirect(request.path)
    now = timezone.now()

    def appointing() -> HttpResponse:
        doing.appoint(order=found, at=appoint.cleaned_data["at"], provider=provider, now=now)
        return back

    def finishing() -> HttpResponse:
        photos = [one.read() for one in done.cleaned_data["photos"] or []]
        doing.finish(order=found, done=done.done(), photos=photos, provider=provider, now=now)
        return back

    def giving_up() -> HttpResponse:
        doing.give_up(order=found, provider=provider, words=typed(request, "words"), now=now)
        return HttpResponseRedirect(reverse("provider_home", args=[token]))

    if step == "appoint":
        return appointing if appoint.is_valid() else None
    if step == "done":
        return finishing if done.is_valid() and all_printable(done) else None
    if step == "give_up":
        return giving_up
    raise Http404


def _said(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> tuple[HttpResponseBase | None, str]:
    """The answer, or why nothing came of it."""
    try:
        return answered_once(request, answer), ""
    except (LinkNotFound, LinkExpired, LinkRevoked):
        raise
    except BusinessError as error:
        return None, error.sentence(gettext)
