"""A provider's entry and its papers, typed in; and the photos of the papers."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.pictures.reading import Size
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import FormPage, Page
from property_ops.framework.web.pictures import ACCEPTED, picture_response
from property_ops.modules.providers.public import PaperKind, Trade
from property_ops.modules.providers.selectors import register
from property_ops.modules.providers.services import register as services
from property_ops.modules.providers.services.register import CHANGE, ProviderEntry
from property_ops.modules.providers.views.providers import LIST, OfProvider
from property_ops.modules.providers.views.shown import VIEW


class ProviderForm(forms.Form):
    name = forms.CharField(label=_("provider"), max_length=60)
    trades = forms.MultipleChoiceField(label=_("trades"), choices=Trade.choices, widget=forms.CheckboxSelectMultiple)
    contact = forms.CharField(label=_("contact person"), max_length=40, required=False)
    phone = forms.CharField(label=_("phone"), max_length=20, required=False)
    remark = forms.CharField(label=_("remark"), max_length=200, required=False)


class NewProvider(FormPage):
    title = _("New provider")
    permission_required = CHANGE
    menu = LIST
    above = ((_("Providers"), LIST),)
    form_class = ProviderForm
    success_message = _("Registered as a candidate. Add the licence, the agreement and the prices, then admit it.")
    made: Any = None

    def form_valid(self, form: Any) -> HttpResponse:
        entry = ProviderEntry(**form.cleaned_data)
        self.made = services.register_provider(entry=entry, by=self.user, on=timezone.localdate())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("provider", args=[self.made.code])


class ChangeProvider(OfProvider, FormPage):
    title = _("Correct the provider's entry")
    form_class = ProviderForm
    success_message = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        one = self.provider
        trades = [row.trade for row in one.trades.all()]
        return {"trades": trades} | {name: getattr(one, name) for name in ("name", "contact", "phone", "remark")}

    def form_valid(self, form: Any) -> HttpResponse:
        services.correct_provider(provider=self.provider, entry=ProviderEntry(**form.cleaned_data), by=self.user)
        return super().form_valid(form)


class PaperForm(forms.Form):
    kind = forms.ChoiceField(label=_("kind of paper"), choices=PaperKind.choices)
    number = forms.CharField(label=_("number of the paper"), max_length=40)
    valid_until = DayField(label=_("valid until"), required=False, help_text=_("Empty if it does not expire."))
    photo = forms.FileField(label=_("photo"), widget=forms.FileInput(attrs={"accept": ACCEPTED}))


class NewPaper(OfProvider, FormPage):
    title = _("Add a paper")
    form_class = PaperForm
    takes_megabytes = 15
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        services.add_paper(
            provider=self.provider,
            kind=PaperKind(typed["kind"]),
            number=typed["number"],
            valid_until=typed["valid_until"],
            photo=typed["photo"].read(),
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)


class ShowPaper(Page):
    """The photo. Identity papers are for those who keep the register."""

    permission_required = VIEW
    menu = LIST

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        paper = register.paper(kwargs["pk"])
        if paper is None or (paper.kind == PaperKind.IDENTITY and not self.user.has_perm(CHANGE)):
            raise Http404
        return picture_response(request, paper.picture, Size.FULL)
