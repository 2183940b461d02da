from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.keyed_twice import Keying
from property_ops.framework.scope import OfEstate
from property_ops.framework.signing import token
from property_ops.modules.estates.public import Unit
from property_ops.modules.questionnaires.models.questionnaire import Questionnaire

SHEET = "questionnaires.sheet"


class Sheet(OfEstate):
    """A home that is asked: on paper, or on the phone by the code of its paper. Never changed.

    All sheets are the number that a share of those who took part is of.
    """

    estate_path = "questionnaire__estate"

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="sheets")
    serial = models.PositiveIntegerField(_("sheet"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))

    class Meta:
        verbose_name = _("sheet of a questionnaire")
        ordering = ["questionnaire", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "serial"], name="po_sheet_serial_once"),
            models.UniqueConstraint(fields=["questionnaire", "unit"], name="po_sheet_once_a_home"),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire.number}-{self.serial:04d}"

    @property
    def code(self) -> str:
        """What stands in the address of its QR code."""
        return token(SHEET, str(self.pk))


class SheetKeying(Keying, OfEstate):
    """What one person read from a sheet that came back; `words` is JSON, what was written at each question."""

    estate_path = "sheet__questionnaire__estate"

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="keyings", verbose_name=_("sheet"))
    words = models.JSONField(_("in words"))

    class Meta(Keying.Meta):
        abstract = False
        verbose_name = _("keying of a sheet")
        ordering = ["sheet", "number"]


class AnsweredWay(models.TextChoices):
    PAPER = "paper", _("on a sheet")
    PHONE = "phone", _("on the phone")


class Answer(OfEstate):
    """What a home said, once; which home said what is shown to nobody (docs/adr/0050). `words` as in a keying."""

    estate_path = "sheet__questionnaire__estate"

    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="answer", verbose_name=_("sheet"))
    way = models.CharField(_("how"), max_length=5, choices=AnsweredWay)
    said = models.TextField(_("answers"))
    words = models.JSONField(_("in words"))
    at = models.DateTimeField(_("answered at"))

    class Meta:
        verbose_name = _("answer to a questionnaire")
        ordering = ["sheet"]
        constraints = [models.CheckConstraint(condition=Q(way__in=AnsweredWay.values), name="po_answer_way")]
