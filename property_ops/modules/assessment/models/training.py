from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.numbering import Series
from property_ops.framework.scope import CompanyWide


class Training(Prepared, CompanyWide):
    """A training that was held: who was called and who came counts once another person has approved it."""

    rights: ClassVar[Rights] = Rights(prepare="assessment.change", approve="assessment.approve")
    series = Series("PX", places=4)

    number = models.CharField(_("number of the training"), max_length=30, unique=True)
    title = models.CharField(_("what the training is about"), max_length=60)
    day = models.DateField(_("day"), db_index=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("training")
        ordering = ["-day", "-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="po_training_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def audit_subject(self) -> str:
        return self.number

    def audit_facts(self) -> dict[str, Any]:
        return {"day": str(self.day)}


class CalledToTraining(CompanyWide):
    """Somebody who was called to a training, and whether they came. Append-only."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="called", verbose_name=_("training"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who was called")
    )
    came = models.BooleanField(_("came"))

    class Meta:
        verbose_name = _("called to a training")
        ordering = ["training", "pk"]
        constraints = [models.UniqueConstraint(fields=["training", "person"], name="po_called_to_training_once")]
