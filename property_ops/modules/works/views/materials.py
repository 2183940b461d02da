"""The store: what there is of each material, and every movement."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
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

from property_ops.framework.approval.display import decision, history
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage
from property_ops.framework.web.rows import Measure
from property_ops.framework.web.sane import Question
from property_ops.framework.web.tabs import ListTab
from property_ops.modules.works import selectors
from property_ops.modules.works.approvals import STOCK_COUNTS
from property_ops.modules.works.public import Material
from property_ops.modules.works.services.store import KEEP, change_material, count_stock, receive_material
from property_ops.modules.works.views.parts import AmountField, DayField, remark_field
from property_ops.modules.works.views.questions import of_delivery

VIEW = "store.view"
COUNTS_SHOWN = 12


class MaterialTable(columns.ListTable):
    code = columns.Text(verbose_name=_("code"))
    name = columns.Text(verbose_name=_("name"), linkify=("works_material", {"pk": columns.A("pk")}))
    stock = columns.Number(verbose_name=_("stock"))
    reserved = columns.Number(verbose_name=_("kept for works"))
    free = columns.Number(verbose_name=_("free in the store"))
    unit = columns.Text(verbose_name=_("unit of measure"))
    value = columns.Amount(verbose_name=_("value of the stock"), total=True)
    in_use = columns.YesNo(verbose_name=_("in use"))


class Materials(ListPage):
    title = _("Materials")
    subtitle = _("What works take out of the store, at its average price.")
    permission_required = VIEW
    table_class = MaterialTable
    search_hint = _("code or name")
    export_name = "materials"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.materials()

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_materials(queryset, text)

    def buttons(self) -> Sequence[Button]:
        found = [
            Button(_("Hourly rates"), reverse("works_rates"), "clock-dollar"),
            Button(_("Stocktakings"), reverse("works_stock_takings"), "clipboard-list"),
        ]
        if self.user.has_perm(KEEP):
            found.append(Button(_("New material"), reverse("works_new_material"), "plus", primary=True))
        return found


class MoveTable(columns.ListTable):
    on = columns.DayColumn(verbose_name=_("day"))
    kind = columns.Text(verbose_name=_("movement"))
    quantity = columns.Number(verbose_name=_("quantity"))
    value = columns.Amount(verbose_name=_("worth"))
    left = columns.Number(verbose_name=_("stock after it"))
    work = columns.Text(verbose_name=_("work order number"), linkify=lambda record: _url_of(record.work))
    remark = columns.Text(verbose_name=_("remark"))
    by = columns.Text(verbose_name=_("recorded by"))


def _url_of(work: Any) -> str | None:
    return reverse("work", args=[work.number]) if work else None


class MovesTab(ListTab):
    key = "moves"
    title = _("Movements")
    permission_required = VIEW
    table_class = MoveTable
    export_name = "material-movements"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.moves_of(self.subject)


class MaterialPage(DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = "works_materials"
    above = ((_("Materials"), "works_materials"),)
    own_tabs = (MovesTab,)
    template_name = "works/material.html"

    def get_queryset(self) -> Any:
        return selectors.materials()

    def facts(self) -> list[Fact]:
        material = self.object
        kept = [Fact(_("Kept for works"), material.reserved), Fact(_("Free in the store"), material.free)]
        return [*facts_of(material, "code", "unit", "stock"), *kept, *facts_of(material, "value", "in_use")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = list(selectors.visible_counts(self.user).filter(material=self.object)[:COUNTS_SHOWN])
        asked = next((one for one in counts if one.waits), None)
        question = _("Approve it? The store then records what was counted.")
        return super().get_context_data(**kwargs) | {
            "asked": asked,
            "reservations": selectors.visible_reservations(self.user, self.object),
            "decision": decision(STOCK_COUNTS, asked, self.user, question=question) if asked else None,
            "history": [one for count in counts for one in history(count)],
        }

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm(KEEP):
            return ()
        pk = self.object.pk
        return (
            Button(_("Change"), reverse("works_change_material", args=[pk]), "edit"),
            Button(_("Stocktaking"), reverse("works_count_material", args=[pk]), "clipboard-list"),
            Button(
                _("Record a delivery"), reverse("works_receive_material", args=[pk]), "truck-delivery", primary=True
            ),
        )


class _OfMaterial(FormPage):
    permission_required = KEEP
    menu = "works_materials"

    @cached_property
    def material(self) -> Any:
        return get_object_or_404(selectors.materials(), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        return f"{self.material.code} · {self.material.name}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Materials"), reverse("works_materials")), Crumb(self.material.name, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("works_material", args=[self.material.pk])


class MaterialForm(forms.ModelForm):
    class Meta:
        model = Material
        fields = ("code", "name", "unit", "in_use")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = bool(self.instance.pk)


class ChangeMaterial(_OfMaterial):
    title = _("Change the material")
    success_message = _("Saved.")
    form_class = MaterialForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.material}

    def form_valid(self, form: Any) -> HttpResponse:
        change_material(material=form.save(commit=False), by=self.user)
        return super().form_valid(form)


class NewMaterial(FormPage):
    title = _("New material")
    permission_required = KEEP
    menu = "works_materials"
    above = ((_("Materials"), "works_materials"),)
    form_class = MaterialForm
    success_message = _("Saved.")

    def form_valid(self, form: Any) -> HttpResponse:
        self.material = change_material(material=form.save(commit=False), by=self.user)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("works_material", args=[self.material.pk])


class ReceiveForm(forms.Form):
    quantity = Measure(label=_("quantity"), max_digits=12, decimal_places=4, min_value=Decimal("0.0001"))
    paid = AmountField(label=_("paid in all (yuan)"), min_value=Decimal(0))
    on = DayField()
    remark = remark_field(label=_("supplier and document"))


class ReceiveMaterial(_OfMaterial):
    title = _("Record a delivery")
    form_class = ReceiveForm
    success_message = _("The delivery is in the store.")

    def questions(self, form: Any) -> Iterable[Question]:
        return of_delivery(self.material, form.cleaned_data)

    def form_valid(self, form: Any) -> HttpResponse:
        receive_material(material=self.material, by=self.user, **form.cleaned_data)
        return super().form_valid(form)


class CountForm(forms.Form):
    counted = Measure(label=_("counted quantity"), max_digits=12, decimal_places=4, min_value=0)
    on = DayField()
    remark = remark_field(required=True, label=_("reason"))


class CountMaterial(_OfMaterial):
    title = _("Stocktaking")
    form_class = CountForm

    def get_initial(self) -> dict[str, Any]:
        return {"counted": self.material.stock}

    def form_valid(self, form: Any) -> HttpResponse:
        made = count_stock(material=self.material, by=self.user, now=timezone.now(), **form.cleaned_data)
        if made is None:
            said = gettext("The store agrees with its record.")
        elif getattr(made, "waits", False):
            said = gettext("The difference is worth much: another person approves it.")
        else:
            said = gettext("Recorded.")
        messages.success(self.request, said)
        return super().form_valid(form)
