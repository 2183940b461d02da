"""The register of checkpoints and their plates."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, Crumb, FormPage, Page
from property_ops.modules.estates.public import EstateFilter, EstateFormPage, PageOfEstate
from property_ops.modules.rounds.public import CheckpointKind
from property_ops.modules.rounds.selectors import register
from property_ops.modules.rounds.services import checkpoints as services
from property_ops.modules.rounds.services.checkpoints import CHANGE
from property_ops.modules.rounds.views.words import VIEW

LIST = "checkpoints"


class CheckpointTable(columns.ListTable):
    code = columns.Text(verbose_name=_("checkpoint code"), linkify=("checkpoint", {"pk": columns.A("pk")}))
    name = columns.Text(verbose_name=_("checkpoint"))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    kind = columns.Text(verbose_name=_("kind of place"))
    last_scan = columns.Moment(verbose_name=_("last scanned"))
    retired_on = columns.DayColumn(verbose_name=_("out of use since"))


class CheckpointFilters(Filters):
    estate = EstateFilter()
    kind = Choice(choices=CheckpointKind.choices, label=_("kind of place"), empty_label=_("all"))


class Checkpoints(ListPage):
    title = _("Checkpoints")
    subtitle = _("Places with a plate that crews scan on their rounds.")
    permission_required = VIEW
    table_class = CheckpointTable
    filterset_class = CheckpointFilters
    search_hint = _("code or name")
    export_name = "checkpoints"
    personal_data = False
    empty_text = _("No checkpoint yet: enter one, or import the register of checkpoints.")
    new = (_("New checkpoint"), "checkpoint_new")

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_checkpoints(self.user).order_by("estate__code", "code")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return register.find_checkpoints(queryset, text)


class CheckpointForm(forms.Form):
    """A stored checkpoint keeps its estate and code: they stand on the plate."""

    code = forms.CharField(label=_("checkpoint code"), max_length=12, help_text=_("Stands on the plate, such as A01."))
    name = forms.CharField(label=_("checkpoint"), max_length=40)
    kind = forms.ChoiceField(label=_("kind of place"), choices=CheckpointKind.choices)

    def __init__(self, *args: Any, estates: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if estates is None:
            del self.fields["code"]
        else:
            estate = forms.ModelChoiceField(label=_("estate"), queryset=estates.order_by("code"))
            self.fields = {"estate": estate, **self.fields}


class NewCheckpoint(EstateFormPage):
    title = _("New checkpoint")
    permission_required = CHANGE
    menu = LIST
    above = ((_("Checkpoints"), LIST),)
    success_url = reverse_lazy(LIST)
    form_class = CheckpointForm
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        kind = CheckpointKind(typed["kind"])
        services.enter_checkpoint(
            estate=typed["estate"], code=typed["code"], name=typed["name"], kind=kind, by=self.user
        )
        return super().form_valid(form)


class OfCheckpoint(Page):
    menu = LIST
    permission_required = CHANGE

    @cached_property
    def checkpoint(self) -> Any:
        return get_object_or_404(register.visible_checkpoints(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("checkpoint", args=[self.checkpoint.pk])


class ChangeCheckpoint(OfCheckpoint, FormPage):
    title = _("Correct the checkpoint")
    form_class = CheckpointForm
    success_message = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.checkpoint.name, "kind": self.checkpoint.kind}

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.checkpoint), self.get_success_url())]

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        kind = CheckpointKind(typed["kind"])
        services.correct_checkpoint(checkpoint=self.checkpoint, name=typed["name"], kind=kind, by=self.user)
        return super().form_valid(form)


class RetireCheckpoint(OfCheckpoint, Action):
    success_message = _("The checkpoint is out of use; its plate is void.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.retire_checkpoint(checkpoint=self.checkpoint, on=timezone.localdate(), by=self.user)
        return super().form_valid(form)


class RenewPlate(OfCheckpoint, Action):
    success_message = _("The old plate is void. Print the new one and hang it up.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.renew_plate(checkpoint=self.checkpoint, by=self.user)
        return super().form_valid(form)


class CheckpointPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = LIST
    above = ((_("Checkpoints"), LIST),)
    template_name = "rounds/checkpoint.html"

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_checkpoints(self.user)

    def facts(self) -> list[Fact]:
        point = self.object
        found = [*facts_of(point, "estate", "code", "kind"), Fact(_("last scanned"), point.last_scan)]
        return found + (facts_of(point, "retired_on") if point.retired_on else [])

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(CHANGE):
            return []
        plates = reverse("checkpoint_plates", args=[self.object.estate.code])
        return [
            Button(_("Print the plates of the estate"), plates, "printer"),
            Button(_("Change"), reverse("checkpoint_change", args=[self.object.pk]), "edit"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_change = self.user.has_perm(CHANGE) and self.object.retired_on is None
        return super().get_context_data(**kwargs) | {"may_change": may_change}


class Plates(PageOfEstate):
    """The plates of an estate as PDF."""

    permission_required = CHANGE
    menu = LIST

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return pdf_response(services.plates_of(estate=self.estate, by=self.user), f"plates-{self.estate.code}")
