"""Objections to figures: written by who is assessed, decided by another person; and the weights of the assessment."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import StateColumn
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.fields import choices_of
from property_ops.framework.web import columns
from property_ops.framework.web.dated_rules import DatedRulePage, DatedRules, NewDatedRule
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import FormPage
from property_ops.modules.assessment.approvals import CORRECTIONS, WEIGHTS
from property_ops.modules.assessment.public import AssessedPart, FigureObjection, object_to
from property_ops.modules.assessment.selectors.sheets import visible_corrections
from property_ops.modules.assessment.views.assessments import OfSheet
from property_ops.modules.assessment.views.words import CHANGE, LIST, OBJECT, OWN, VIEW, told

MOST_CHANGE = 1000


class CorrectionTable(columns.ListTable):
    whose = columns.Text(
        verbose_name=_("assessed"), linkify=("assessment_correction", {"pk": columns.A("pk")}), orderable=False
    )
    quarter = columns.Text(verbose_name=_("assessed period"))
    part = columns.Text(verbose_name=_("figure"))
    done_change = columns.Number(verbose_name=_("change of what counts"))
    of_change = columns.Number(verbose_name=_("change of what it is out of"))
    words = columns.Text(verbose_name=_("why the figure is wrong"))
    state = StateColumn()


class Corrections(ListPage):
    title = _("Objections to assessments")
    permission_required = OWN
    menu = LIST
    above = ((_("Assessment"), LIST),)
    table_class = CorrectionTable
    export_name = "assessment-objections"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return visible_corrections(self.user)


class CorrectionPage(DecidedPage):
    permission_required = OWN
    personal_data = True
    kind = CORRECTIONS
    menu = LIST
    above = ((_("Objections"), "assessment_corrections"),)

    def facts(self) -> list[Fact]:
        one = self.object
        more = facts_of(one, "quarter", "part", "done_change", "of_change", "words")
        return [Fact(_("Assessed"), one.whose), *more]


class ObjectionForm(forms.Form):
    part = forms.ChoiceField(label=_("figure"), choices=choices_of(AssessedPart))
    done = forms.IntegerField(
        label=_("change of what counts"),
        min_value=-MOST_CHANGE,
        max_value=MOST_CHANGE,
        initial=1,
        help_text=_("Such as 1, where something that was done in time does not count."),
    )
    of = forms.IntegerField(
        label=_("change of what it is out of"),
        min_value=-MOST_CHANGE,
        max_value=MOST_CHANGE,
        initial=0,
        help_text=_("Such as -1, where something counts that was not this person's."),
    )
    words = forms.CharField(
        label=_("why the figure is wrong"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ObjectToFigure(OfSheet, FormPage):
    title = _("Object to a figure")
    permission_required = OBJECT
    form_class = ObjectionForm
    success_message = _("Saved. It counts once another person has approved it.")

    def get_subtitle(self) -> str:
        return f"{self.whose.name} {told(self.span)}"

    def form_valid(self, form: Any) -> HttpResponse:
        typed = form.cleaned_data
        objection = FigureObjection(AssessedPart(typed["part"]), typed["done"], typed["of"], typed["words"])
        object_to(whose=self.whose, span=self.span, objection=objection, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("assessment", args=self.place)


class OfWeights:
    kind: ClassVar[ApprovalKind[Any]] = WEIGHTS
    menu = LIST


class WeightsList(OfWeights, DatedRules):
    title = _("Weights of the assessment")
    subtitle = _("In percent, alike for everybody: score = Σ weight × part ÷ Σ weight of the parts that were counted.")
    permission_required = VIEW
    export_name = "assessment-weights"
    above = ((_("Assessment"), LIST),)


class NewWeights(OfWeights, NewDatedRule):
    title = _("New weights of the assessment")
    permission_required = CHANGE


class WeightsPage(OfWeights, DatedRulePage):
    permission_required = VIEW
