"""Questionnaires: the list, a new one, its questions, opening and printing it, and what came of it."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import pdf_response
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.inputs import DayField
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button, FormPage
from property_ops.framework.web.rows import RowForm, RowsPage
from property_ops.framework.web.shown import ShownTable
from property_ops.framework.web.tables_in_excel import TablesInExcel
from property_ops.kernel.writing import clean
from property_ops.modules.estates.public import (
    BuildingsField,
    EstateFilter,
    EstateForm,
    EstateFormPage,
)
from property_ops.modules.questionnaires import public as services
from property_ops.modules.questionnaires.public import CLOSED, AskedQuestion, QuestionKind, QuestionResult
from property_ops.modules.questionnaires.selectors import questionnaires as read
from property_ops.modules.questionnaires.views.kit import (
    CHANGE,
    KEY,
    LIST,
    VIEW,
    OfQuestionnaire,
    ResultRow,
    result_rows,
    stage_badge,
)
from property_ops.modules.requests.public import share

KINDS = choices_of(QuestionKind)


class QuestionnaireTable(columns.ListTable):
    number = columns.Text(verbose_name=_("document number"), linkify=("questionnaire", {"pk": columns.A("pk")}))
    title = columns.Text(verbose_name=_("questionnaire"))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    first_day = columns.DayColumn(verbose_name=_("first day"))
    last_day = columns.DayColumn(verbose_name=_("last day"))
    asked = columns.Number(verbose_name=_("homes asked"))
    answered = columns.Number(verbose_name=_("homes that answered"))
    published_at = columns.Moment(verbose_name=_("published"))


class QuestionnaireFilters(Filters):
    estate = EstateFilter()
    to_key = django_filters.ChoiceFilter(
        choices=[("yes", _("to be keyed by another person"))],
        method="of_sheets",
        label=_("paper answers"),
        empty_label=_("all"),
    )

    def of_sheets(self, found: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return found.filter(pk__in=read.questionnaires_to_key(self.request.user).values("pk"))


class Questionnaires(ListPage):
    title = _("Questionnaires")
    subtitle = _("Asked by phone and on paper; each home counts once, a paper once two persons keyed it alike.")
    permission_required = VIEW
    table_class = QuestionnaireTable
    filterset_class = QuestionnaireFilters
    search_hint = _("number or title")
    export_name = "questionnaires"
    personal_data = False
    empty_text = _("No questionnaire yet.")
    new = (_("New questionnaire"), "questionnaire_new")

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_questionnaires(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_questionnaires(queryset, text)


class QuestionnaireForm(EstateForm):
    title = forms.CharField(label=_("questionnaire"), max_length=60)
    words = forms.CharField(
        label=_("what it is for"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    first_day = DayField(label=_("first day"))
    last_day = DayField(label=_("last day (still counts)"))


class NewQuestionnaire(EstateFormPage):
    title = _("New questionnaire")
    permission_required = CHANGE
    menu = LIST
    above = ((_("Questionnaires"), LIST),)
    form_class = QuestionnaireForm
    questionnaire: Any = None

    def form_valid(self, form: Any) -> HttpResponse:
        typed = dict(form.cleaned_data)
        estate = typed.pop("estate")
        terms = services.QuestionnaireTerms(**typed)
        self.questionnaire = services.draw_up(estate=estate, terms=terms, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("questionnaire_questions", args=[self.questionnaire.pk])


class QuestionRow(RowForm):
    filled_by = ("text",)

    text = forms.CharField(label=_("question"), max_length=160)
    kind = forms.ChoiceField(label=_("kind of answer"), choices=KINDS)
    options = forms.CharField(label=_("options, parted by /"), max_length=600, required=False)

    def clean(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        given = [clean(one) for one in typed.get("options", "").replace("／", "/").split("/")]
        typed["options"] = tuple(one for one in given if one)
        return typed


class SetQuestions(OfQuestionnaire, RowsPage):
    title = _("Questions")
    subtitle = _("Where one or several may be chosen, type the options parted by /. Once it is open nothing changes.")
    row_form = QuestionRow
    success_message = _("Saved.")

    def get_initial(self) -> Any:
        asked = read.asked_questions(self.questionnaire)
        return [{"text": one.text, "kind": one.kind.value, "options": " / ".join(one.options)} for one in asked]

    def form_valid(self, form: Any) -> HttpResponse:
        asked = [AskedQuestion(QuestionKind(row["kind"]), clean(row["text"]), row["options"]) for row in form.filled]
        services.set_questions(questionnaire=self.questionnaire, questions=asked, by=self.user)
        return super().form_valid(form)


class OpenForm(forms.Form):
    buildings = BuildingsField()


class OpenQuestionnaire(OfQuestionnaire, FormPage):
    title = _("Open it")
    subtitle = _("Each home gets a sheet; from then on the questions stay as they are.")
    form_class = OpenForm

    def form_valid(self, form: Any) -> HttpResponse:
        buildings = form.cleaned_data["buildings"]
        services.open_questionnaire(
            questionnaire=self.questionnaire, buildings=buildings, by=self.user, now=timezone.now()
        )
        return super().form_valid(form)


class PrintSheets(OfQuestionnaire, Action):
    def form_valid(self, form: Any) -> HttpResponse:
        data = services.print_sheets(questionnaire=self.questionnaire, by=self.user)
        return pdf_response(data, f"questionnaire-{self.questionnaire.number}")


class PublishResult(OfQuestionnaire, Action):
    success_message = _("The result is published. Answers in words stay here.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.publish_result(
            questionnaire=self.questionnaire, by=self.user, now=timezone.now(), today=timezone.localdate()
        )
        return super().form_valid(form)


class QuestionnairePage(TablesInExcel, DetailPage):
    permission_required = VIEW
    personal_data = False
    export_name = "questionnaire"
    menu = LIST
    above = ((_("Questionnaires"), LIST),)
    template_name = "questionnaires/questionnaire.html"

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_questionnaires(self.user)

    def facts(self) -> list[Fact]:
        return [
            Fact(_("State"), stage_badge(self.object, timezone.localdate())),
            *facts_of(self.object, "estate", "first_day", "last_day", "by", "published_by"),
        ]

    def buttons(self) -> list[Button]:
        pk, found = self.object.pk, []
        may_change = self.user.has_perm(CHANGE)
        if self.object.opened_at is None:
            if may_change:
                found.append(Button(_("Questions"), reverse("questionnaire_questions", args=[pk]), "list-numbers"))
                found.append(Button(_("Open it"), reverse("questionnaire_open", args=[pk]), "send", primary=True))
            return found
        found += super().buttons()
        found.append(Button(_("Homes asked"), reverse("questionnaire_sheets", args=[pk]), "home"))
        if self.object.published_at is None and self.user.has_perm(KEY):
            found.append(Button(_("Key sheets"), reverse("questionnaire_find", args=[pk]), "keyboard", primary=True))
        return found

    @cached_property
    def results(self) -> list[tuple[QuestionResult, list[ResultRow]]]:
        return [(one, result_rows(one)) for one in read.result_of(self.object)]

    def tables(self) -> list[ShownTable]:
        heads = (_("Option"), _("Homes"), _("of those who answered it (%)"))
        return [
            ShownTable(
                f"{number}. {one.question.text}",
                "clipboard-text",
                heads,
                [(words, None, None) for words in one.words] or [(row.words, row.count, row.share) for row in rows],
            )
            for number, (one, rows) in enumerate(self.results, start=1)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, today = self.object, timezone.localdate()
        took_part = read.participation(found)
        is_over = today > found.last_day and found.opened_at is not None
        may_change = self.user.has_perm(CHANGE)
        return super().get_context_data(**kwargs) | {
            "part": took_part,
            "part_share": share(took_part.answered, took_part.asked),
            "waiting": read.waiting_sheets(found),
            "results": self.results,
            "closed": CLOSED,
            "may_print": may_change and found.opened_at is not None and found.published_at is None,
            "may_publish": may_change and is_over and found.published_at is None,
            "public": reverse("questionnaire_result", args=[found.result_token]) if found.published_at else "",
            "no_answer": gettext("nobody has answered this yet"),
        }
