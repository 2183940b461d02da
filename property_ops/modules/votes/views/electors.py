"""The register of a vote: its units, who is one head, one unit's papers, and the proxies."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import Listing
from property_ops.framework.web.pages import Action, Button, Crumb, FormPage, Page
from property_ops.framework.web.pictures import PicturesField, picture_response, size_named
from property_ops.modules.votes.public import QUESTION_WORDS, DeliveryManner, ElectorQuestion
from property_ops.modules.votes.selectors import papers, register
from property_ops.modules.votes.services import papers as services
from property_ops.modules.votes.services.polls import different_people, name_representative, one_person
from property_ops.modules.votes.views.kit import CHANGE, LIST, VIEW, OfPoll
from property_ops.modules.votes.views.register_rows import UnitFilters, UnitTable


class Register(Listing, OfPoll):
    """Units and heads, with what waits for an answer above them."""

    permission_required = VIEW
    title = _("Register of electors")
    subtitle = _("Each unit has one vote; who has several units is one head.")
    table_class = UnitTable
    search_hint = _("unit or owner")
    export_name = "electors"
    personal_data = True
    template_name = "votes/register.html"

    def get_queryset(self) -> QuerySet[Any]:
        return register.units_of(self.poll)

    @cached_property
    def filterset(self) -> UnitFilters:
        return UnitFilters(self.request.GET, queryset=self.get_queryset(), request=self.request, poll=self.poll)

    def hidden_columns(self) -> list[str]:
        return ["said"] if self.poll.is_secret else []

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return register.find_units(queryset, text)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.export() if self.wants_export else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        questions = [
            (question, name, _(QUESTION_WORDS[ElectorQuestion(question)]), several)
            for question, name, several in register.open_questions(self.poll)
        ]
        return super().get_context_data(**kwargs) | {
            "poll": self.poll,
            "questions": questions,
            "may_answer": self.poll.waits and self.user.has_perm(CHANGE),
        }


class AnswerForm(forms.Form):
    question = forms.ChoiceField(choices=[(one.value, one.value) for one in ElectorQuestion if one.value])
    name = forms.CharField(max_length=60, required=False)
    known_as = forms.CharField(max_length=60, required=False)
    answer = forms.ChoiceField(choices=[("one", "one"), ("several", "several")])


class AnswerQuestion(OfPoll, Action):
    """One person, or several."""

    permission_required = CHANGE
    form_class = AnswerForm

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        question = ElectorQuestion(typed["question"])
        if typed["answer"] == "one":
            one_person(poll=self.poll, question=question, name=typed["name"], known_as=typed["known_as"], by=self.user)
        else:
            different_people(poll=self.poll, question=question, name=typed["name"], by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("poll_register", args=[self.poll.pk])


class OfUnit(Page):
    """A page about a unit of a register."""

    menu = LIST
    permission_required = CHANGE

    @cached_property
    def unit(self) -> Any:
        return get_object_or_404(register.visible_elector_units(self.user), pk=self.kwargs["pk"])

    def breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(str(self.unit.poll), reverse("poll", args=[self.unit.poll_id])),
            Crumb(str(self.unit), self.get_success_url()),
        ]

    def get_success_url(self) -> str:
        return reverse("poll_unit", args=[self.unit.pk])


class UnitPage(DetailPage):
    permission_required = VIEW
    personal_data = True
    menu = LIST
    template_name = "votes/unit.html"

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_elector_units(self.user)

    def breadcrumbs(self) -> list[Crumb]:
        poll = self.object.poll
        return [
            Crumb(_("Votes of the owners"), reverse(LIST)),
            Crumb(str(poll), reverse("poll", args=[poll.pk])),
            Crumb(_("Register of electors"), reverse("poll_register", args=[poll.pk])),
        ]

    def facts(self) -> list[Fact]:
        unit = self.object
        found = [Fact(_("Unit"), unit.code), *facts_of(unit, "area"), *facts_of(unit.elector, "name", "representative")]
        delivery = getattr(unit, "delivery", None)
        return found + (facts_of(delivery, "on", "manner") if delivery else [])

    @property
    def is_open(self) -> bool:
        poll = self.object.poll
        return bool(poll.state == "approved" and not hasattr(poll, "result"))

    def buttons(self) -> list[Button]:
        unit = self.object
        if not self.user.has_perm(CHANGE):
            return []
        if unit.poll.waits:
            return [Button(_("Representative"), reverse("poll_representative", args=[unit.pk]), "user-edit")]
        if not self.is_open:
            return []
        found = [
            Button(_("New paper"), reverse("poll_new_paper", args=[unit.pk]), "refresh"),
            Button(_("Proxy"), reverse("poll_proxy", args=[unit.pk]), "signature"),
        ]
        if not hasattr(unit, "delivery"):
            found.insert(0, Button(_("Delivered"), reverse("poll_deliver", args=[unit.pk]), "mail-check", primary=True))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit = self.object
        return super().get_context_data(**kwargs) | {
            "papers": papers.papers_of_unit(unit),
            "proxies": unit.elector.proxies.order_by("pk"),
            "others": unit.elector.units.exclude(pk=unit.pk),
            "is_counted": unit.ballots.filter(replaced_at=None).exists(),
            "replaced": unit.ballots.exclude(replaced_at=None).count(),
            "may_change": self.is_open and self.user.has_perm(CHANGE),
        }


class RepresentativeForm(forms.Form):
    representative = forms.CharField(label=_("representative of co-owners"), max_length=60, required=False)


class Representative(OfUnit, FormPage):
    title = _("Representative of co-owners")
    form_class = RepresentativeForm
    success_message = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        return {"representative": self.unit.elector.representative}

    def form_valid(self, form: Any) -> HttpResponse:
        representative = form.cleaned_data["representative"]
        name_representative(elector=self.unit.elector, representative=representative, by=self.user)
        return super().form_valid(form)


class DeliveryForm(forms.Form):
    on = DayField(label=_("delivered on"))
    manner = forms.ChoiceField(label=_("how"), choices=DeliveryManner.choices)


class Deliver(OfUnit, FormPage):
    title = _("Ballot delivered")
    form_class = DeliveryForm
    success_message = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        manner = DeliveryManner(typed["manner"])
        services.deliver(unit=self.unit, on=typed["on"], manner=manner, by=self.user, now=timezone.now())
        return super().form_valid(form)


class NewPaperForm(forms.Form):
    reason = forms.CharField(label=_("why a new paper is issued"), max_length=100)


class NewPaper(OfUnit, FormPage):
    title = _("New ballot paper")
    subtitle = _("The paper that is out becomes void. A vote already counted stands until the new paper is counted.")
    form_class = NewPaperForm
    success_message = _("Issued. Print it from the page of the unit.")

    def form_valid(self, form: Any) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        services.replace_paper(unit=self.unit, reason=reason, by=self.user, now=timezone.now())
        return super().form_valid(form)


class ProxyForm(forms.Form):
    agent = forms.CharField(label=_("proxy"), max_length=40)
    agent_mark = forms.CharField(label=_("last four signs of the identity card"), min_length=4, max_length=4)
    photos = PicturesField(label=_("photo of the power of attorney"))

    def clean_photos(self) -> Any:
        photos = self.cleaned_data["photos"]
        if len(photos) > 1:
            raise forms.ValidationError(_("One photo."))
        return photos[0]


class NewProxy(OfUnit, FormPage):
    title = _("Proxy")
    subtitle = _("A signed power of attorney: the proxy may sign for all units of this owner.")
    form_class = ProxyForm
    takes_megabytes = settings.PHOTO_MAX_MEGABYTES
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        services.register_proxy(
            elector=self.unit.elector,
            agent=typed["agent"],
            agent_mark=typed["agent_mark"],
            scan=typed["photos"].read(),
            by=self.user,
            now=timezone.now(),
        )
        return super().form_valid(form)


class OfProxy(Page):
    menu = LIST
    permission_required = CHANGE

    @cached_property
    def proxy(self) -> Any:
        return get_object_or_404(register.visible_proxies(self.user), pk=self.kwargs["pk"])


class RevokeProxy(OfProxy, Action):
    success_message = _("Revoked. Ballots that the proxy signed before stay counted.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.revoke_proxy(proxy=self.proxy, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        first = self.proxy.elector.units.first()
        return reverse("poll_unit", args=[first.pk])


class ProxyPhoto(OfProxy):
    permission_required = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.proxy.picture is None:
            raise Http404
        return picture_response(request, self.proxy.picture, size_named(kwargs["size"]))
