"""Settling a sheet, what waits to be settled, and trainings."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import StateColumn
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web import columns
from property_ops.framework.web.display import Fact
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Crumb, FormPage, Page
from property_ops.framework.web.shown import ShownTable
from property_ops.modules.assessment.approvals import SETTLED, TRAININGS
from property_ops.modules.assessment.public import settle, write_down_training
from property_ops.modules.assessment.selectors import training as read
from property_ops.modules.assessment.selectors.rows import whose_is
from property_ops.modules.assessment.selectors.sheets import settled_score
from property_ops.modules.assessment.views.assessments import OfSheet, score_table, words_of
from property_ops.modules.assessment.views.words import CHANGE, LIST, OWN, told


class SettleSheet(OfSheet, FormPage):
    title = _("Settle the sheet")
    permission_required = CHANGE
    form_class = forms.Form
    narrow = True
    submit_label = _("Settle the sheet")
    success_message = _("Saved. It is settled once another person has approved it.")

    def get_subtitle(self) -> str:
        words = gettext("%(whose)s, %(span)s: the figures stay as they are now, whatever the records say later.")
        return words % {"whose": self.whose.name, "span": told(self.span)}

    def form_valid(self, form: Any) -> HttpResponse:
        now, today = timezone.now(), timezone.localdate()
        settle(whose=self.whose, span=self.span, by=self.user, now=now, today=today)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("assessment", args=self.place)


class SettledPage(DecidedPage):
    """What waits to be settled, or is: the parts with their counts; the rows stand on the sheet."""

    permission_required = OWN
    personal_data = True
    kind = SETTLED
    question = _("Approve it? The figures change no more from then on.")
    menu = LIST

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Assessment"), reverse("assessments_of", args=[self.object.quarter]))]

    @property
    def sheet_url(self) -> str:
        whose = whose_is(self.object)
        return reverse("assessment", args=[self.object.quarter, whose.kind.value, whose.key])

    def facts(self) -> list[Fact]:
        one = self.object
        return [
            Fact(_("Assessed"), one.whose, self.sheet_url),
            Fact(_("Score"), words_of(settled_score(one).value)),
            Fact(_("SHA-256 of the figures"), one.figures_sha256),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        made_of = score_table(whose_is(one).kind, settled_score(one).parts, sheet=self.sheet_url)
        return super().get_context_data(**kwargs) | {
            "tables": [made_of],
        }


class TrainingTable(columns.ListTable):
    number = columns.Text(verbose_name=_("number of the training"), linkify=("training", {"pk": columns.A("pk")}))
    title = columns.Text(verbose_name=_("what the training is about"))
    day = columns.DayColumn(verbose_name=_("day"))
    called_count = columns.Number(verbose_name=_("called to it"))
    came_count = columns.Number(verbose_name=_("came"))
    state = StateColumn()


class OfTrainings(Page):
    menu = LIST
    above = ((_("Assessment"), LIST),)


class Trainings(OfTrainings, ListPage):
    title = _("Trainings")
    permission_required = OWN
    table_class = TrainingTable
    export_name = "trainings"
    personal_data = False
    empty_text = _("No training was written down yet.")
    new = (_("New training"), "training_new")

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_trainings(self.user)


class TrainingPage(OfTrainings, DecidedPage):
    permission_required = OWN
    personal_data = True
    kind = TRAININGS

    def facts(self) -> list[Fact]:
        return [Fact(_("day"), self.object.day)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.object
        rows = [[str(called.person), called.came] for called in read.called_to(one, self.user)]
        table = ShownTable(_("Who was called"), "users", [_("who was called"), _("came")], rows)
        return super().get_context_data(tables=[table], **kwargs)


class TrainingForm(forms.Form):
    title = forms.CharField(label=_("what the training is about"), max_length=60)
    day = DayField(label=_("day"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("called", _("who was called")), ("came", _("who came"))):
            self.fields[name] = forms.ModelMultipleChoiceField(
                label=label, queryset=people, widget=forms.CheckboxSelectMultiple, required=name == "called"
            )


class NewTraining(OfTrainings, FormPage):
    title = _("New training")
    permission_required = CHANGE
    form_class = TrainingForm
    success_message = _("Saved. It counts once another person has approved it.")
    success_url = reverse_lazy("trainings")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"people": read.people()}

    def form_valid(self, form: Any) -> HttpResponse:
        now, today = timezone.now(), timezone.localdate()
        write_down_training(**form.cleaned_data, by=self.user, now=now, today=today)
        return super().form_valid(form)
