"""One form from nothing to the board: what is to be done, how much, who pays, and how soon."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.pages import FormPage
from property_ops.framework.web.rows import Measure
from property_ops.framework.web.sane import Question, Usual
from property_ops.kernel.money import Yuan
from property_ops.modules.dispatch.domain.slots import LONGEST, SHORTEST
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.services.wanting import NewWork, order_work
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.works.public import FundingSplit, PlannedLine, UsualPrice, usual_price, work_kinds

PAYERS = {
    "subsidy": _("subsidy"),
    "residents": _("residents"),
    "maintenance_fund": _("maintenance fund"),
    "common_income": _("common income"),
    "third_party": _("third party"),
}
WHOLE = Decimal(100)


class NewWorkForm(forms.Form):
    estate: Any = forms.ModelChoiceField(label=_("estate"), queryset=None)
    kind = forms.ChoiceField(label=_("kind of work"))
    place = forms.CharField(label=_("place"), max_length=100)
    remark = forms.CharField(label=_("What is to be done, and why"), max_length=200, required=False)
    quantity = Measure(
        label=_("planned quantity"),
        max_digits=12,
        decimal_places=4,
        min_value=Decimal("0.0001"),
        help_text=_("In the unit of the kind of work."),
    )
    price = Measure(
        label=_("price per unit (yuan)"),
        max_digits=10,
        decimal_places=2,
        min_value=Decimal("0.01"),
        usual=Usual(most=Decimal(10_000)),
        required=False,
        help_text=_("Empty: as works of this kind usually cost."),
    )
    payer = forms.ChoiceField(label=_("who pays"), choices=list(PAYERS.items()))
    scope = forms.CharField(
        label=_("scope of apportionment"),
        max_length=200,
        required=False,
        help_text=_("If residents pay: 全小区, 4号楼, 1-3号楼 or 3号楼2单元."),
    )
    third_party = forms.CharField(label=_("name of the third party"), max_length=60, required=False)
    due_on = DayField(label=_("wanted by"), required=False)
    urgent = forms.BooleanField(label=_("urgent"), required=False)
    minutes = forms.IntegerField(
        label=_("minutes of a visit"),
        min_value=SHORTEST,
        max_value=LONGEST,
        step_size=SHORTEST,
        required=False,
        help_text=_("Empty: by what crews usually need."),
    )

    def __init__(self, *args: Any, estates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estate"].queryset = estates  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(kind.name, f"{kind.name}（{kind.unit}）") for kind in work_kinds()]  # type: ignore[attr-defined]

    @property
    def unit(self) -> str:
        kind = work_kinds().called(self.cleaned_data["kind"])
        return kind.unit if kind else ""

    @property
    def usual(self) -> UsualPrice:
        return usual_price(self.cleaned_data["kind"], self.unit)

    def clean(self) -> Any:
        typed = super().clean()
        asks_usual = typed and "kind" in typed and "price" in typed and typed["price"] is None
        if asks_usual and self.usual.price is None:
            self.add_error("price", _("No usual price is known yet: give one."))
        return typed


class NewWorkToTheBoard(FormPage):
    title = _("New work to the board")
    subtitle = _("Estimated in one go. Its visits are in the tray once another person has released the estimate.")
    permission_required = PLAN
    menu = "dispatch_board"
    above = ((_("Dispatch board"), "dispatch_board"),)
    form_class = NewWorkForm
    submit_label = _("To the board")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": visible_estates(self.user).order_by("code")}

    def questions(self, form: Any) -> Iterable[Question]:
        price = form.cleaned_data["price"]
        if price is not None and form.usual.is_outside(Yuan.exactly(price)):
            words = gettext("%(price)s a unit; works of this kind usually cost %(usual)s.")
            yield Question(words % {"price": price, "usual": form.usual.price}, "price")

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        price = form.usual.price if typed["price"] is None else Yuan.exactly(typed["price"])
        line = PlannedLine(typed["kind"], form.unit, typed["quantity"], price)
        new = NewWork(
            estate=typed["estate"],
            kind=typed["kind"],
            place=typed["place"],
            lines=[line],
            split=FundingSplit(**{typed["payer"]: WHOLE}),
            scope=typed["scope"],
            third_party=typed["third_party"],
            remark=typed["remark"],
            minutes=typed["minutes"],
            due_on=typed["due_on"],
            urgent=typed["urgent"],
        )
        self.work = order_work(new=new, by=self.user, on=timezone.localdate())
        said = gettext("%(number)s is estimated. Another person releases it; then it is in the tray.")
        messages.success(self.request, said % {"number": self.work.number})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("work", args=[self.work.number])
