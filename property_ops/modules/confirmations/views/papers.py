"""The signed sheet of a month: written down beside what was counted, and compared with its scan by another person."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.months import OfMonth
from property_ops.framework.web.pages import Crumb, FormPage, Page
from property_ops.framework.web.pictures import PicturesField, picture_response, size_named
from property_ops.framework.web.rows import Measure
from property_ops.kernel.period import Month
from property_ops.modules.confirmations import selectors
from property_ops.modules.confirmations.approvals import PAPERS
from property_ops.modules.confirmations.services.papers import CHANGE, SignedService, write_down
from property_ops.modules.confirmations.views.standing import PERMISSION
from property_ops.modules.estates.public import PageOfEstate

QUESTION = _("Have you compared names, day and each ratio with the scan? The month is charged by them.")
HUNDRED = Decimal(100)


class PaperForm(forms.Form):
    """Per cent, as on the sheet; a service left empty is not on it."""

    def __init__(self, *args: Any, services: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = services
        for service in services:
            for name, field in _fields(service):
                field.widget.attrs |= {"class": "form-control", "aria-label": f"{service.item.name} {field.label}"}
                self.fields[f"{name}-{service.item.pk}"] = field
        self.fields["committee"] = forms.CharField(label=_("confirmed by the owners' committee"), max_length=40)
        self.fields["branch"] = forms.CharField(label=_("confirmed by the party branch"), max_length=40)
        self.fields["on"] = DayField(label=_("confirmed on"))
        self.fields["scan"] = PicturesField(label=_("photo of the signed sheet"))

    @property
    def table(self) -> list[tuple[Any, Any, Any, Any]]:
        """(service, weight, completion, reason) for each row."""
        names = ("weight", "completion", "reason")
        return [(one, *(self[f"{name}-{one.item.pk}"] for name in names)) for one in self.services]

    @property
    def signatures(self) -> list[Any]:
        return [self[name] for name in ("committee", "branch", "on", "scan")]

    @property
    def rows(self) -> Iterator[SignedService]:
        for one in self.services:
            weight, completion, reason = (
                self.cleaned_data[f"{name}-{one.item.pk}"] for name in ("weight", "completion", "reason")
            )
            if completion is not None:
                yield SignedService(one.item, weight / HUNDRED, completion / HUNDRED, reason)

    def clean(self) -> dict[str, Any]:
        for one in self.services:
            weight, completion = (self.cleaned_data.get(f"{name}-{one.item.pk}") for name in ("weight", "completion"))
            if completion is not None and weight is None:
                self.add_error(f"weight-{one.item.pk}", _("This field is required."))
        return self.cleaned_data


def _fields(service: Any) -> Iterator[tuple[str, forms.Field]]:
    yield (
        "weight",
        Measure(label=_("Weight"), min_value=Decimal("0.0001"), max_value=HUNDRED, decimal_places=4, required=False),
    )
    yield (
        "completion",
        Measure(label=_("Completion ratio"), min_value=0, max_value=HUNDRED, decimal_places=4, required=False),
    )
    yield "reason", forms.CharField(label=_("Reason"), max_length=100, required=False)


class WriteDown(PageOfEstate, OfMonth, FormPage):
    title = _("Write down the signed sheet")
    permission_required = CHANGE
    menu = "confirmations"
    form_class = PaperForm
    template_name = "confirmations/paper_form.html"
    submit_label = _("Record")
    success_message = _("Recorded. It counts once a second person has compared it with the scan.")
    paper: Any = None

    @cached_property
    def services(self) -> Sequence[Any]:
        return selectors.open_services(self.estate, self.month)

    def get_subtitle(self) -> Any:
        return f"{self.estate.name} {self.month}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Service confirmations"), reverse("confirmation_month", args=[self.month, self.estate.code]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"services": self.services}

    def get_initial(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for one in self.services:
            found[f"weight-{one.item.pk}"] = one.weight * HUNDRED if one.weight is not None else None
            if one.counted is not None and one.counted.completion is not None:
                found[f"completion-{one.item.pk}"] = one.counted.completion * HUNDRED
        return found

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        now = timezone.now()
        self.paper = write_down(
            estate=self.estate,
            month=self.month,
            rows=list(form.rows),
            committee=typed["committee"],
            branch=typed["branch"],
            on=typed["on"],
            scan=typed["scan"][0].read(),
            by=self.user,
            now=now,
            today=timezone.localdate(now),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("confirmation_paper", args=[self.paper.pk])


class PaperPage(DecidedPage):
    permission_required = PERMISSION
    personal_data = True
    kind = PAPERS
    question = QUESTION
    menu = "confirmations"
    template_name = "confirmations/paper.html"

    def breadcrumbs(self) -> Sequence[Crumb]:
        month = reverse("confirmation_month", args=[Month.of(self.object.month), self.object.estate.code])
        return (Crumb(_("Service confirmations"), reverse("confirmations")), Crumb(str(self.object), month))

    def facts(self) -> Sequence[Fact]:
        paper = self.object
        names = ("estate", "committee_signer", "branch_signer", "confirmed_on")
        return facts_of(paper, *names)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paper = self.object
        counted = selectors.delivered_counts(paper.estate, Month.of(paper.month))
        return super().get_context_data(**kwargs) | {
            "rows": [(row, counted.get(row.item_id)) for row in selectors.paper_rows(paper)],
        }


class PaperScan(Page):
    permission_required = PERMISSION
    menu = "confirmations"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        paper = get_object_or_404(selectors.visible_papers(self.user), pk=kwargs["pk"])
        return picture_response(request, paper.picture, size_named(kwargs["size"]))
