"""The register of equipment, and one piece of it with its warranty, its works and its upkeep."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, Crumb, FormPage, Page
from property_ops.framework.web.sane import Question, UsualDays
from property_ops.modules.assets.public import AssetKind
from property_ops.modules.assets.selectors import register
from property_ops.modules.assets.selectors.upkeep import standing_of
from property_ops.modules.assets.services import register as services
from property_ops.modules.assets.services.register import CHANGE, AssetFacts
from property_ops.modules.assets.views.words import VIEW
from property_ops.modules.estates.public import EstateFilter, visible_estates
from property_ops.modules.works.public import work_kinds

LIST = "assets"
OLD = UsualDays(past=60, ahead=1)
LONG = UsualDays(past=20, ahead=20)


class AssetTable(columns.ListTable):
    code = columns.Text(verbose_name=_("equipment code"), linkify=("asset", {"pk": columns.A("pk")}))
    name = columns.Text(verbose_name=_("equipment"))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    kind = columns.Text(verbose_name=_("kind of equipment"))
    place = columns.Text(verbose_name=_("place"))
    maker = columns.Text(verbose_name=_("maker and model"))
    installed_on = columns.DayColumn(verbose_name=_("installed"))
    warranty_until = columns.DayColumn(verbose_name=_("under warranty until"))
    retired_on = columns.DayColumn(verbose_name=_("out of use since"))


class AssetFilters(Filters):
    estate = EstateFilter()
    kind = Choice(choices=AssetKind.choices, label=_("kind of equipment"), empty_label=_("all"))


class Assets(ListPage):
    title = _("Equipment")
    subtitle = _("What is looked after in each estate, its warranty and its works.")
    permission_required = VIEW
    table_class = AssetTable
    filterset_class = AssetFilters
    search_hint = _("code, name, place or maker")
    export_name = "equipment"
    personal_data = False
    empty_text = _("No equipment yet: enter a piece, or import the register of equipment.")

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_assets(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return register.find_assets(queryset, text)

    def buttons(self) -> list[Button]:
        found = [Button(_("Upkeep that is due"), reverse("upkeep"), "calendar-repeat")]
        if self.user.has_perm(CHANGE):
            found.append(Button(_("New equipment"), reverse("asset_new"), "plus", primary=True))
        return found


class AssetForm(forms.Form):
    """A stored piece keeps its estate and code."""

    code = forms.CharField(label=_("equipment code"), max_length=20)
    name = forms.CharField(label=_("equipment"), max_length=60)
    kind = forms.ChoiceField(label=_("kind of equipment"), choices=AssetKind.choices)
    place = forms.CharField(label=_("place"), max_length=60, required=False)
    checkpoint: Any = forms.ModelChoiceField(label=_("checkpoint (plate)"), queryset=None, required=False)
    maker = forms.CharField(label=_("maker and model"), max_length=80, required=False)
    installed_on = DayField(label=_("installed"), required=False, usual=OLD)
    warranty_until = DayField(label=_("under warranty until"), required=False, usual=LONG)
    warranty_by = forms.CharField(label=_("who gives the warranty"), max_length=60, required=False)
    remark = forms.CharField(label=_("remark"), max_length=200, required=False)

    def __init__(self, *args: Any, estates: Any, checkpoints: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["checkpoint"]
        field.queryset = checkpoints
        field.label_from_instance = lambda one: f"{one.estate.name} {one}"
        if is_new:
            estate = forms.ModelChoiceField(label=_("estate"), queryset=estates.order_by("code"))
            self.fields = {"estate": estate, **self.fields}
        else:
            del self.fields["code"]

    def clean(self) -> Any:
        typed = super().clean() or {}
        start, end = typed.get("installed_on"), typed.get("warranty_until")
        if start and end and end < start:
            self.add_error("warranty_until", _("The warranty ends before the equipment was installed."))
        return typed

    @property
    def facts(self) -> AssetFacts:
        typed = {name: value for name, value in self.cleaned_data.items() if name not in ("estate", "code")}
        return AssetFacts(**typed | {"kind": AssetKind(typed["kind"])})


class _AssetForm(FormPage):
    permission_required = CHANGE
    menu = LIST
    form_class = AssetForm
    is_new = False

    def get_form_kwargs(self) -> dict[str, Any]:
        found = register.checkpoints_for(self.user)
        more = {"estates": visible_estates(self.user), "checkpoints": found, "is_new": self.is_new}
        return super().get_form_kwargs() | more


class NewAsset(_AssetForm):
    title = _("New equipment")
    is_new = True
    above = ((_("Equipment"), LIST),)

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        self.made = services.enter_asset(estate=typed["estate"], code=typed["code"], facts=form.facts, by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("asset", args=[self.made.pk])


class OfAsset(Page):
    menu = LIST
    permission_required = CHANGE

    @cached_property
    def asset(self) -> Any:
        return get_object_or_404(register.visible_assets(self.user), pk=self.kwargs["pk"])

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Equipment"), reverse(LIST)), Crumb(str(self.asset), self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("asset", args=[self.asset.pk])


class ChangeAsset(OfAsset, _AssetForm):
    title = _("Correct the equipment")
    success_message = _("Saved.")

    def get_initial(self) -> dict[str, Any]:
        names = (
            "name",
            "kind",
            "place",
            "checkpoint",
            "maker",
            "installed_on",
            "warranty_until",
            "warranty_by",
            "remark",
        )
        return {name: getattr(self.asset, name) for name in names}

    def form_valid(self, form: Any) -> HttpResponse:
        services.correct_asset(asset=self.asset, facts=form.facts, by=self.user)
        return super().form_valid(form)


class RetireAsset(OfAsset, Action):
    success_message = _("The equipment is out of use; nothing of it comes due any more.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.retire_asset(asset=self.asset, on=timezone.localdate(), by=self.user)
        return super().form_valid(form)


class RepairForm(forms.Form):
    kind = forms.ChoiceField(label=_("kind of work"))
    what = forms.CharField(label=_("what is wrong"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.name, kind.name) for kind in work_kinds()]  # type: ignore[attr-defined]


class OpenRepair(OfAsset, FormPage):
    """Asked about once while the equipment is under warranty."""

    title = _("Open a repair")
    form_class = RepairForm
    submit_label = _("Open a work order")

    def get_initial(self) -> dict[str, Any]:
        return {"kind": "路灯维修" if self.asset.kind == AssetKind.LAMP else "设施维修"}

    def questions(self, form: Any) -> Iterable[Question]:
        words = register.warranty_words(self.asset, timezone.localdate())
        return [Question(words)] if words else []

    def form_valid(self, form: Any) -> HttpResponse:
        typed, today = form.cleaned_data, timezone.localdate()
        self.work = services.open_repair(
            asset=self.asset, kind=typed["kind"], what=typed["what"], by=self.user, on=today
        )
        words = gettext("%(number)s is a draft. Measure it, then estimate it.")
        messages.success(self.request, words % {"number": self.work.number})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("work", args=[self.work.number]) if hasattr(self, "work") else super().get_success_url()


class AssetPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = LIST
    above = ((_("Equipment"), LIST),)
    template_name = "assets/asset.html"

    def get_queryset(self) -> QuerySet[Any]:
        return register.visible_assets(self.user)

    def facts(self) -> list[Fact]:
        one = self.object
        names = ["estate", "kind", "place", "maker", "installed_on", "warranty_until", "warranty_by", "remark"]
        found = facts_of(one, *names)
        if one.checkpoint:
            found.append(Fact(_("checkpoint (plate)"), one.checkpoint, reverse("checkpoint", args=[one.checkpoint.pk])))
        return found + (facts_of(one, "retired_on") if one.retired_on else [])

    @property
    def may_change(self) -> bool:
        return self.user.has_perm(CHANGE) and self.object.retired_on is None

    def buttons(self) -> list[Button]:
        if not self.may_change:
            return []
        pk = [self.object.pk]
        return [
            Button(_("Change"), reverse("asset_change", args=pk), "edit"),
            Button(_("Plan upkeep"), reverse("upkeep_new", args=pk), "calendar-repeat"),
            Button(_("Open a repair"), reverse("asset_repair", args=pk), "tools", primary=True),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "warranty": register.warranty_words(self.object, timezone.localdate()),
            "works": register.works_of(self.object),
            "upkeep": [standing_of(one) for one in register.upkeep_of(self.object)],
            "may_change": self.may_change,
        }
