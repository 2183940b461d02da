"""What the household was told, and by which ways it wants to be told."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.residents.public import HouseholdDevice
from invoices.modules.residents.views.kit import household_answer, household_page, note_look
from property_ops.framework.wechat import came_back, state_of
from property_ops.kernel.errors import BusinessError
from property_ops.modules.notices.public import (
    Channel,
    bind_wechat,
    channels_of,
    messages_to,
    wechat_address,
    wechat_is_set,
    wish,
)

SHOWN = 30


class MailForm(forms.Form):
    address = forms.EmailField(label=_("E-mail address"), max_length=100)


@household_page("POST")
def messages(request: HttpRequest, household: HouseholdDevice) -> HttpResponseBase:
    """`channel` with `wanted` says yes or no to a way; with `address` where e-mail goes."""
    form = MailForm(request.POST if "address" in request.POST else None)
    if request.method == "POST" and _wished(request, household, form):
        return HttpResponseRedirect(reverse("household_messages", args=[household.pk]))
    if request.method == "GET":
        note_look(request, household, "messages")
    return _answer(request, household, form=form)


@household_page()
def messages_wechat(request: HttpRequest, household: HouseholdDevice) -> HttpResponseBase:
    """To WeChat, which says who looks at the page; and back from there."""
    here = reverse("household_messages_wechat", args=[household.pk])
    try:
        if "code" not in request.GET:
            return HttpResponseRedirect(wechat_address(back=settings.PUBLIC_URL + here, state=state_of(here)))
        if not came_back(here, request.GET.get("state", "")):
            raise Http404
        bind_wechat(tenure=household.tenure, code=request.GET["code"], now=timezone.now())
    except BusinessError as error:
        return _answer(request, household, form=MailForm(), problem=error.sentence(gettext))
    return HttpResponseRedirect(reverse("household_messages", args=[household.pk]))


def _wished(request: HttpRequest, household: HouseholdDevice, form: MailForm) -> bool:
    if form.is_bound:
        if not form.is_valid():
            return False
        address = form.cleaned_data["address"]
        _wish(household, Channel.MAIL, refused=False, address=address)
        return True
    if request.POST.get("channel") not in Channel.values:
        raise Http404
    _wish(household, Channel(request.POST["channel"]), refused=request.POST.get("wanted") != "1")
    return True


def _wish(household: HouseholdDevice, channel: Channel, **said: Any) -> None:
    wish(tenure=household.tenure, channel=channel, by=None, now=timezone.now(), **said)


def _answer(request: HttpRequest, household: HouseholdDevice, *, form: Any, problem: str = "") -> HttpResponseBase:
    content = {
        "channels": channels_of(household.tenure),
        "told": messages_to(household.tenure)[:SHOWN],
        "form": form,
        "problem": problem,
        "wechat": wechat_is_set() and "MicroMessenger" in request.headers.get("User-Agent", ""),
    }
    status = 422 if form.errors or problem else 200
    return household_answer(request, "residents/messages.html", household, content, status=status)
