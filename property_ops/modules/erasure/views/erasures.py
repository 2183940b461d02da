"""Erasures of personal data: the list, one with what is erased and kept, asking for one, and its paper."""

from collections import Counter
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Crumb, FormPage, Page
from property_ops.modules.erasure.approvals import ERASURES
from property_ops.modules.erasure.domain.kept import KEPT
from property_ops.modules.erasure.selectors import erasures as read
from property_ops.modules.erasure.services import ask_erasure
from property_ops.modules.erasure.services.papers import paper_of


class ErasureTable(columns.ListTable):
    number = columns.Text(
        verbose_name=_("number"), accessor="__str__", linkify=("erasure", {"pk": columns.A("pk")}), orderable=False
    )
    unit = columns.Text(
        verbose_name=_("unit code"),
        accessor="tenure__unit__code",
        linkify=("unit", {"code": columns.A("tenure__unit__code")}),
        attrs={"td": {"class": "day"}},
    )
    asked_on = columns.DayColumn(verbose_name=_("asked by the person on"))
    state = StateColumn()


class Erasures(ListPage):
    title = _("Erased personal data")
    subtitle = _("A former resident's data is erased once a second person approved it; ledger, bills and proofs stay.")
    permission_required = read.VIEW
    menu = "erasures"
    table_class = ErasureTable
    empty_text = _("Nobody has asked for an erasure yet. It is asked for on the page of the unit.")
    export_name = "erasures"
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_erasures(self.user)


class ErasurePage(DecidedPage):
    permission_required = read.VIEW
    personal_data = True
    kind = ERASURES
    question = _("Erase it? Nothing brings it back.")
    menu = "erasures"
    above = ((_("Erased personal data"), "erasures"),)
    template_name = "erasure/erasure.html"

    def get_title(self) -> str:
        return str(self.object)

    def get_subtitle(self) -> str:
        unit = self.object.tenure.unit
        return f"{unit.estate.name} · {unit.code}"

    def buttons(self) -> list[Button]:
        return [Button(_("Record (PDF)"), reverse("erasure_paper", args=[self.object.pk]), "printer")]

    def facts(self) -> list[Fact]:
        erasure = self.object
        return [
            Fact(_("Former resident"), erasure.tenure.name),
            Fact(_("Asked by the person on"), erasure.asked_on),
            Fact(_("How it was asked"), erasure.asked_how),
            Fact(_("Lines of the journal"), erasure.lines or None),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        erasure = self.object
        return super().get_context_data(**kwargs) | {
            "erased": list((erasure.done or self._to_erase()).items()),
            "kept": KEPT,
        }

    def _to_erase(self) -> dict[str, int]:
        rows = ((one.title, row) for one in read.sources() for row in one.rows(self.object.tenure))
        return dict(Counter(title for title, _row in rows))


class ErasurePaper(Page):
    permission_required = read.VIEW
    menu = "erasures"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        erasure = get_object_or_404(read.visible_erasures(self.user), pk=kwargs["pk"])
        return pdf_response(paper_of(erasure, by=self.user), f"erasure-{erasure}")


class ErasureForm(forms.Form):
    asked_on = forms.DateField(
        label=_("asked by the person on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    asked_how = forms.CharField(
        label=_("how it was asked"),
        max_length=200,
        help_text=_("By which paper, and how it was made sure who asked. No name and no number of an identity card."),
    )


class AskErasure(FormPage):
    personal_data = True
    title = _("Erase personal data")
    permission_required = read.ASK
    menu = "erasures"
    form_class = ErasureForm
    submit_label = _("Submit")
    success_message = _("Asked for. Nothing is erased until another person approves it.")

    @cached_property
    def tenure(self) -> Any:
        found = read.former_resident(self.user, self.kwargs["tenure"], today=timezone.localdate())
        if found is None:
            raise Http404
        return found

    def get_subtitle(self) -> str:
        return f"{self.tenure.unit.code} · {self.tenure.name}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(self.tenure.unit.code, reverse("unit", args=[self.tenure.unit.code]))]

    def get_initial(self) -> dict[str, Any]:
        return {"asked_on": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        moment: dict[str, Any] = {"now": timezone.now(), "today": timezone.localdate()}
        self.erasure = ask_erasure(tenure=self.tenure, by=self.user, **form.cleaned_data, **moment)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("erasure", args=[self.erasure.pk])
