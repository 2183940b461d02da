"""Tables in which the costs of a work are typed in, and what takes a part of one away again."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from property_ops.framework.web.pages import Crumb, FormPage
from property_ops.framework.web.rows import Measure, RowForm, RowsPage
from property_ops.framework.web.sane import Question, Usual
from property_ops.kernel.quantity import plain
from property_ops.modules.works import selectors
from property_ops.modules.works.services.costs import (
    HoursWorked,
    Issued,
    PaidCost,
    correct_cost,
    record_costs,
    return_material,
)
from property_ops.modules.works.views import questions
from property_ops.modules.works.views.parts import AmountField, DayField, OfWork, remark_field
from property_ops.modules.works.views.steps import APPROVE, RECORD

PAID = [("machine", _("machine cost")), ("provider", _("provider's invoices"))]


class _CostRow(RowForm):
    on = DayField()
    remark = forms.CharField(label=_("remark"), max_length=300, required=False)


class HoursRow(_CostRow):
    filled_by = ("hours",)
    field_order = ("trade", "hours", "on", "remark")
    trade = forms.ChoiceField(label=_("trade"))
    hours = Measure(
        label=_("hours"), max_digits=7, decimal_places=2, min_value=Decimal("0.01"), usual=Usual(most=Decimal(240))
    )

    def __init__(self, *args: Any, trades: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trade"].choices = [(trade, trade) for trade in trades]  # type: ignore[attr-defined]


class MaterialRow(_CostRow):
    filled_by = ("quantity",)
    field_order = ("material", "quantity", "on", "remark")
    material: Any = forms.ModelChoiceField(label=_("material"), queryset=None, empty_label=None)
    quantity = Measure(label=_("quantity"), max_digits=12, decimal_places=4, min_value=Decimal("0.0001"))

    def __init__(self, *args: Any, materials: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["material"]
        field.queryset = materials
        field.label_from_instance = lambda one: f"{one.name} {plain(one.stock)} {one.unit}"


class PaidRow(_CostRow):
    filled_by = ("amount",)
    field_order = ("type", "amount", "document", "on", "remark")
    type = forms.ChoiceField(label=_("type of cost"), choices=PAID)
    amount = AmountField(label=_("amount (yuan)"))
    document = forms.CharField(label=_("document"), max_length=60, required=False)


class _Costs(OfWork, RowsPage):
    row: type[Any]
    permission_required = RECORD
    template_name = "works/cost_rows.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"work": self.work}

    def blank_row(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        costs = record_costs(work=self.work, rows=[self.row(**row) for row in form.filled], by=self.user)
        said = ngettext("%(count)s cost is recorded.", "%(count)s costs are recorded.", len(costs))
        if costs:
            messages.success(self.request, said % {"count": len(costs)})
        return super().form_valid(form)


class RecordHours(_Costs):
    title = _("Record hours")
    row, row_form = HoursWorked, HoursRow

    def questions(self, form: Any) -> Iterable[Question]:
        yield from questions.of_hours(self.work, form.filled)
        yield from questions.of_spending(self.work, questions.worth_of_hours(form.filled))

    def get_row_kwargs(self) -> dict[str, Any]:
        return {"trades": selectors.trades(timezone.localdate())}


class IssueMaterial(_Costs):
    title = _("Issue material")
    row, row_form = Issued, MaterialRow

    def questions(self, form: Any) -> Iterable[Question]:
        yield from questions.of_reserved(self.work, form.filled)
        yield from questions.of_spending(self.work, questions.worth_of_material(form.filled))

    def get_row_kwargs(self) -> dict[str, Any]:
        return {"materials": selectors.materials_in_stock()}


class RecordPaid(_Costs):
    title = _("Machines and invoices")
    row, row_form = PaidCost, PaidRow

    def questions(self, form: Any) -> Iterable[Question]:
        yield from questions.of_paid(form.filled)
        yield from questions.of_spending(self.work, questions.worth_of_paid(form.filled))


class LessForm(forms.Form):
    less = AmountField(label=_("take away (yuan)"))
    on = DayField()
    remark = remark_field(required=True, label=_("reason"))


class ReturnForm(forms.Form):
    quantity = Measure(label=_("quantity"), max_digits=12, decimal_places=4, min_value=Decimal("0.0001"))
    on = DayField()
    remark = remark_field(required=True, label=_("reason"))


class CorrectCost(FormPage):
    """A part of a cost is taken away; material goes back to the store."""

    permission_required = RECORD
    menu = "works"
    success_message = _("Recorded.")

    @cached_property
    def cost(self) -> Any:
        found = get_object_or_404(selectors.visible_costs(self.user), pk=self.kwargs["pk"], corrects=None)
        if not found.work.takes_costs or (found.work.is_over and not self.user.has_perm(APPROVE)):
            raise Http404
        return found

    @property
    def is_material(self) -> bool:
        return self.cost.move_id is not None

    def get_title(self) -> Any:
        return _("Return material") if self.is_material else _("Correct a cost")

    def get_subtitle(self) -> str:
        cost = self.cost
        what = cost.move.material.name if self.is_material else cost.trade or cost.document or cost.get_type_display()
        return f"{cost.work.number} · {what} · {cost.amount.grouped()}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Works"), reverse("works")), Crumb(self.cost.work.number, self.get_success_url())]

    def get_form_class(self) -> type[forms.Form]:
        return ReturnForm if self.is_material else LessForm

    def get_initial(self) -> dict[str, Any]:
        if self.is_material:
            return {"quantity": selectors.left_to_return(self.cost).quantity}
        return {"less": selectors.left_of(self.cost)}

    def form_valid(self, form: Any) -> HttpResponse:
        if self.is_material:
            return_material(cost=self.cost, by=self.user, **form.cleaned_data)
        else:
            correct_cost(cost=self.cost, by=self.user, **form.cleaned_data)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("work", args=[self.cost.work.number])
