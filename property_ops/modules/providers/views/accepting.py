"""Accepting in the office: for the company by another person; for a resident by a signed slip. And complaints."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.pictures.reading import Size
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import Action, Crumb, FormPage, Page
from property_ops.framework.web.pictures import ACCEPTED, picture_response
from property_ops.framework.web.qr import qr_svg
from property_ops.modules.providers.approvals import COMPLAINTS, SLIPS
from property_ops.modules.providers.public import STARS
from property_ops.modules.providers.selectors import orders as read
from property_ops.modules.providers.services import accepting as services
from property_ops.modules.providers.services.accepting import ServiceRating
from property_ops.modules.providers.services.links import (
    give_customer_link,
    give_provider_link,
    revoke_provider_link,
)
from property_ops.modules.providers.services.standing import record_complaint
from property_ops.modules.providers.views.orders import LIST, OfOrder
from property_ops.modules.providers.views.providers import OfProvider
from property_ops.modules.providers.views.shown import VIEW


class AcceptOrder(OfOrder, Action):
    success_message = _("The service is accepted.")

    def form_valid(self, form: Any) -> HttpResponse:
        stars = self.typed("stars")
        rating = ServiceRating(str(self.user), int(stars) if stars in {*"12345"} else 0, self.typed("remark"))
        services.accept_for_company(order=self.order, rating=rating, by=self.user, now=timezone.now())
        return super().form_valid(form)


class SendBackOrder(OfOrder, Action):
    success_message = _("Sent back: it is done again, and the first time is not charged.")

    def form_valid(self, form: Any) -> HttpResponse:
        words = self.typed("remark")
        services.send_back_for_company(order=self.order, words=words, by=self.user, now=timezone.now())
        return super().form_valid(form)


class SlipForm(forms.Form):
    person = forms.CharField(label=_("signed by"), max_length=40)
    on = DayField(label=_("signed on"))
    stars = forms.TypedChoiceField(label=_("stars"), choices=STARS, coerce=int)
    remark = forms.CharField(label=_("remark"), max_length=200, required=False)
    photo = forms.FileField(label=_("photo of the slip"), widget=forms.FileInput(attrs={"accept": ACCEPTED}))


class NewSlip(OfOrder, FormPage):
    title = _("Transcribe a signed slip")
    form_class = SlipForm
    takes_megabytes = 15
    success_message = _("Saved. The service is accepted once another person has compared it with the photo.")

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        rating = ServiceRating(typed["person"], typed["stars"], typed["remark"])
        services.transcribe_slip(
            order=self.order,
            rating=rating,
            on=typed["on"],
            photo=typed["photo"].read(),
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)


class _OfOnePart(DecidedPage):
    """A slip or a complaint, where another person decides."""

    permission_required = VIEW
    personal_data = True
    menu = LIST
    template_name = "providers/page.html"
    names: tuple[str, ...] = ()

    def breadcrumbs(self) -> list[Crumb]:
        number = self.object.order.number
        return [Crumb(_("Service orders"), reverse(LIST)), Crumb(number, reverse("service_order", args=[number]))]

    def facts(self) -> list[Fact]:
        one = self.object
        provider = one.order.provider
        return [
            Fact(_("Provider"), provider.name if provider else None),
            *facts_of(one, *self.names),
        ]


class SlipPage(_OfOnePart):
    personal_data = True
    kind = SLIPS
    question = _("Does the photo say what was transcribed?")
    names = ("person", "on", "stars", "remark")

    def get_title(self) -> Any:
        return gettext("Signed slip of %(number)s") % {"number": self.object.order.number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        photo = reverse("service_slip_photo", args=[self.object.pk]), gettext("photo of the slip")
        return super().get_context_data(pictures=[photo], **kwargs)


class SlipPhoto(Page):
    permission_required = VIEW
    menu = LIST

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        slip = get_object_or_404(read.visible_slips(self.user), pk=kwargs["pk"])
        return picture_response(request, slip.picture, Size.FULL)


class ComplaintForm(forms.Form):
    on = DayField(label=_("day"))
    words = forms.CharField(label=_("what is complained of"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class NewComplaint(OfOrder, FormPage):
    title = _("Record a complaint")
    form_class = ComplaintForm
    success_message = _("Recorded. It lowers the score once another person upholds it.")

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        record_complaint(order=self.order, by=self.user, now=timezone.now(), **form.cleaned_data)
        return super().form_valid(form)


class ComplaintPage(_OfOnePart):
    personal_data = True
    kind = COMPLAINTS
    question = _("Is the complaint right? It lowers the provider's score.")
    names = ("on", "words")

    def get_title(self) -> Any:
        return gettext("Complaint about %(number)s") % {"number": self.object.order.number}


class GiveCustomerLink(OfOrder, Action):
    """Shows the link, once, on the page that answers."""

    title = _("Link for the resident")
    template_name = "providers/link_made.html"

    def form_valid(self, form: Any) -> HttpResponse:
        made = give_customer_link(order=self.order, by=self.user, now=timezone.now())
        return _shown(self, made, gettext("Link for the resident"))


class GiveProviderLink(OfProvider, Action):
    """Shows the link, once, on the page that answers."""

    title = _("Link for the provider's phone")
    template_name = "providers/link_made.html"

    def form_valid(self, form: Any) -> HttpResponse:
        made = give_provider_link(provider=self.provider, by=self.user, now=timezone.now())
        return _shown(self, made, gettext("Link for the provider's phone"))


class RevokeProviderLink(OfProvider, Action):
    success_message = _("The link is withdrawn: whoever opens it sees nothing any more.")

    def form_valid(self, form: Any) -> HttpResponse:
        revoke_provider_link(provider=self.provider, by=self.user, now=timezone.now())
        return super().form_valid(form)


def _shown(page: Any, made: Any, label: str) -> HttpResponse:
    content = {"made": made, "qr": qr_svg(made.address, label), "back": page.get_success_url()}
    answer: HttpResponse = page.render_to_response(page.get_context_data(**content))
    return answer
