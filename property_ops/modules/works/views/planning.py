"""Forms from the first word to the schedule."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.pages import FormPage
from property_ops.framework.web.rows import Measure, RowForm, RowsPage
from property_ops.framework.web.sane import Question, Usual
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import Yuan
from property_ops.kernel.quantity import UNITS
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.works import selectors
from property_ops.modules.works.public import (
    FundingSplit,
    PlannedLine,
    WorkMove,
    approve_work,
    cancel_work,
    create_work,
    estimate_work,
    revise_work,
    schedule_work,
)
from property_ops.modules.works.views.parts import AmountField, DayField, OfWork, StepPage, remark_field
from property_ops.modules.works.views.questions import of_cautions, of_ceiling, of_ending, of_estimate, of_shortages
from property_ops.modules.works.views.steps import APPROVE, CHANGE

PAYERS = {
    "residents": _("residents (%)"),
    "subsidy": _("subsidy (%)"),
    "maintenance_fund": _("maintenance fund (%)"),
    "common_income": _("common income (%)"),
    "third_party": _("third party (%)"),
}


class NewForm(forms.Form):
    estate: Any = forms.ModelChoiceField(label=_("estate"), queryset=None)
    kind = forms.ChoiceField(label=_("kind of work"))
    place = forms.CharField(label=_("place"), max_length=100, required=False)
    remark = remark_field(label=_("What is to be done, and why"))

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estate"].queryset = estates  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(kind.name, kind.name) for kind in selectors.work_kinds()]  # type: ignore[attr-defined]


class NewWork(FormPage):
    title = _("New work order")
    permission_required = CHANGE
    menu = "works"
    above = ((_("Works"), "works"),)
    submit_label = _("Create the draft")
    form_class = NewForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": visible_estates(self.user).order_by("code")}

    def form_valid(self, form: Any) -> HttpResponse:
        self.work = create_work(by=self.user, on=timezone.localdate(), **form.cleaned_data)
        messages.success(
            self.request, gettext("%(number)s is a draft. Measure it, then estimate it.") % {"number": self.work.number}
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("work", args=[self.work.number])


class PlannedRow(RowForm):
    filled_by = ("name", "planned", "price")
    name = forms.CharField(label=_("what is done"), max_length=60)
    unit = forms.ChoiceField(label=_("unit of measure"))
    planned = Measure(label=_("planned quantity"), max_digits=12, decimal_places=4)
    price = AmountField(label=_("price per unit"), usual=Usual(most=Yuan(10_000_00)))

    def __init__(self, *args: Any, units: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(unit, unit) for unit in units]  # type: ignore[attr-defined]


class PayersForm(forms.Form):
    scope = forms.CharField(
        label=_("scope of apportionment"),
        max_length=200,
        required=False,
        help_text=_("Who shares the residents' part: 全小区, 4号楼, 1-3号楼 or 3号楼2单元."),
    )
    third_party = forms.CharField(label=_("name of the third party"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for payer, label in PAYERS.items():
            field = Measure(label=label, required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2)
            self.fields[f"part_{payer}"] = field
        self.order_fields([f"part_{payer}" for payer in PAYERS])

    @property
    def split(self) -> FundingSplit:
        """Raises NotAHundredPercent."""
        return FundingSplit(**{payer: self.cleaned_data[f"part_{payer}"] or Decimal(0) for payer in PAYERS})


class PayersNotClear(BusinessError):
    code = "payers_not_clear"
    message = gettext_noop("Correct what is marked below: who pays which part.")


class EstimateWork(OfWork, RowsPage):
    """Quantity lines with prices, and who pays."""

    title = _("Estimate")
    permission_required = CHANGE
    row_form = PlannedRow
    template_name = "works/estimate.html"
    success_message = _("Estimated. Another person approves it.")

    @cached_property
    def payers(self) -> PayersForm:
        if self.request.method == "POST":
            return PayersForm(self.request.POST)
        parts = {f"part_{payer}": percent or None for payer, percent in self.work.split.parts.items()}
        return PayersForm(initial={"scope": self.work.scope, "third_party": self.work.third_party, **parts})

    def get_row_kwargs(self) -> dict[str, Any]:
        own = [line.unit for line in self.lines]
        return {"units": list(dict.fromkeys([*own, *UNITS]))}

    def get_initial(self) -> Any:
        """As estimated before; else what the kind's module reckons from what was measured."""
        if self.work.planned is not None:
            return [
                {"name": line.name, "unit": line.unit, "planned": line.planned, "price": line.price}
                for line in self.lines
            ]
        measured = selectors.estimate_of(self.work)
        if measured is None:
            return [{"name": self.work.kind, "unit": self.work.unit, "planned": None}]
        further = [{"name": one.name, "unit": one.unit, "planned": one.quantity} for one in measured.further]
        return [{"name": self.work.kind, "unit": measured.unit, "planned": measured.quantity}, *further]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "payers": self.payers,
            "is_free": self.work.is_free,
            "work": self.work,
        }

    def questions(self, form: Any) -> Iterable[Question]:
        yield from of_estimate(self.work, form.filled)
        if not self.work.is_free:
            yield from of_cautions(self.work, timezone.localdate())

    def form_valid(self, form: Any) -> HttpResponse:
        if not self.payers.is_valid():
            raise PayersNotClear()
        estimate_work(
            work=self.work,
            lines=[PlannedLine(**row) for row in form.filled],
            split=self.payers.split,
            scope=self.payers.cleaned_data["scope"],
            third_party=self.payers.cleaned_data["third_party"],
            by=self.user,
            on=timezone.localdate(),
        )
        return super().form_valid(form)


class ApproveForm(forms.Form):
    ceiling = AmountField(label=_("approved ceiling (yuan)"))
    remark = remark_field()


class ApproveWork(StepPage):
    title = _("Approve the estimate")
    permission_required = APPROVE
    form_class = ApproveForm
    submit_label = _("Approve the estimate")
    template_name = "works/approve.html"
    success_message = _("The estimate is approved; the work may be planned and done.")

    @cached_property
    def amount(self) -> Any:
        return selectors.estimated_amount(self.lines)

    def get_initial(self) -> dict[str, Any]:
        return {"ceiling": self.amount}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = [(line, selectors.estimated_amount([line])) for line in self.lines]
        return super().get_context_data(**kwargs) | {
            "work": self.work,
            "lines": lines,
            "amount": self.amount,
            "payers": selectors.payers_of(self.work),
        }

    def questions(self, form: Any) -> Iterable[Question]:
        yield from of_ceiling(form.cleaned_data["ceiling"], self.amount)
        yield from of_estimate(
            self.work,
            [
                {"name": line.name, "unit": line.unit, "price": line.price}
                for line in self.lines
                if line.price is not None
            ],
        )
        yield from of_shortages(self.work)

    def form_valid(self, form: Any) -> HttpResponse:
        approve_work(work=self.work, by=self.user, on=timezone.localdate(), **form.cleaned_data)
        return super().form_valid(form)


class ReasonForm(forms.Form):
    remark = remark_field(required=True, label=_("reason"))


class _Withdraw(StepPage):
    permission_required = CHANGE
    form_class = ReasonForm
    move: ClassVar[WorkMove]

    def questions(self, form: Any) -> Iterable[Question]:
        return of_ending(self.work, self.move, timezone.localdate())


class Revise(_Withdraw):
    title = _("Revise the estimate")
    move = WorkMove.REVISE
    success_message = _("The work is a draft again.")

    def form_valid(self, form: Any) -> HttpResponse:
        revise_work(work=self.work, by=self.user, on=timezone.localdate(), **form.cleaned_data)
        return super().form_valid(form)


class Cancel(_Withdraw):
    title = _("Cancel the work")
    move = WorkMove.CANCEL
    submit_label = _("Cancel the work")
    success_message = _("The work is cancelled. What it cost stays recorded and is never charged.")

    def form_valid(self, form: Any) -> HttpResponse:
        cancel_work(work=self.work, by=self.user, on=timezone.localdate(), **form.cleaned_data)
        return super().form_valid(form)


class ScheduleForm(forms.Form):
    planned_on = DayField(label=_("planned for"), may_be_future=True)
    remark = remark_field()


class Schedule(StepPage):
    title = _("Plan a day")
    permission_required = CHANGE
    form_class = ScheduleForm
    success_message = _("The day is planned.")

    def get_initial(self) -> dict[str, Any]:
        return {"planned_on": self.work.planned_on or timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        schedule_work(work=self.work, by=self.user, on=timezone.localdate(), **form.cleaned_data)
        return super().form_valid(form)
