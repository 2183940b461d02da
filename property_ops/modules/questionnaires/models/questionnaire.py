from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.framework.signing import token
from property_ops.modules.estates.public import Estate
from property_ops.modules.questionnaires.domain.questions import AskedQuestion, QuestionKind

RESULT = "questionnaires.result"
KINDS = choices_of(QuestionKind)


class Questionnaire(OfEstate):
    """Questions to the households of an estate (调查问卷). Opened, it asks the same of all; `last_day` still counts."""

    estate_path = "estate"
    series = Series("WJ", places=4)

    number = models.CharField(_("number"), max_length=30, unique=True)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="questionnaires", verbose_name=_("estate"))
    title = models.CharField(_("questionnaire"), max_length=60)
    words = models.CharField(_("what it is for"), max_length=300, blank=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drawn up by"))
    at = models.DateTimeField(_("drawn up at"))
    opened_at = models.DateTimeField(_("opened"), null=True)
    published_at = models.DateTimeField(_("published"), null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("published by")
    )

    class Meta:
        verbose_name = _("questionnaire")
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="po_questionnaire_days"),
            models.CheckConstraint(condition=~Q(title=""), name="po_questionnaire_has_title"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False, opened_at__isnull=False),
                name="po_questionnaire_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def result_token(self) -> str:
        """What stands in the address of its published result."""
        return token(RESULT, str(self.pk))

    def is_asked(self, today: date) -> bool:
        return self.opened_at is not None and self.first_day <= today <= self.last_day


class Question(OfEstate):
    """One question. `options` are lines."""

    estate_path = "questionnaire__estate"

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind of answer"), max_length=8, choices=KINDS)
    text = models.CharField(_("question"), max_length=160)
    options = models.TextField(_("options"), blank=True)

    class Meta:
        verbose_name = _("question")
        ordering = ["questionnaire", "number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="po_question_once"),
            models.CheckConstraint(condition=~Q(text=""), name="po_question_has_text"),
            models.CheckConstraint(
                condition=Q(kind__in=["single", "multiple"]) & ~Q(options="")
                | Q(kind__in=["rating", "text"], options=""),
                name="po_question_options",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def asked(self) -> AskedQuestion:
        return AskedQuestion(QuestionKind(self.kind), self.text, tuple(self.options.splitlines()))
