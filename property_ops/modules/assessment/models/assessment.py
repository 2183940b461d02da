from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.dated import FiguresFromADay
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import choices_of
from property_ops.framework.scope import CompanyWide
from property_ops.modules.assessment.domain.parts import AssessedPart
from property_ops.modules.assessment.models.whose import OF_ONE, OfAssessed

PARTS = choices_of(AssessedPart)


class AssessmentWeights(FiguresFromADay, CompanyWide):
    """The weight of each part in percent, from a day on. A span is assessed by what is in force on its last day."""

    rights: ClassVar[Rights] = Rights(prepare="assessment.change", approve="assessment.approve")
    PROPOSED = "assessment.weights_proposed"
    FIGURES: ClassVar[tuple[str, ...]] = tuple(part.value for part in AssessedPart)

    answered = models.PositiveSmallIntegerField(_("weight: answered in time"))
    kept = models.PositiveSmallIntegerField(_("weight: not re-opened"))
    satisfied = models.PositiveSmallIntegerField(_("weight: satisfied"))
    rounds = models.PositiveSmallIntegerField(_("weight: rounds"))
    visits = models.PositiveSmallIntegerField(_("weight: visits"))
    works = models.PositiveSmallIntegerField(_("weight: accepted at the first time"))
    training = models.PositiveSmallIntegerField(_("weight: training"), default=0)

    class Meta(FiguresFromADay.Meta):
        abstract = False
        verbose_name = _("weights of the assessment")
        constraints = [
            *FiguresFromADay.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    works=100 - F("answered") - F("kept") - F("satisfied") - F("rounds") - F("visits") - F("training")
                ),
                name="po_assessment_weighs_a_hundred",
            ),
        ]

    @classmethod
    def fault(cls, figures: Mapping[str, int]) -> Any:
        return "" if sum(figures[name] for name in cls.FIGURES) == 100 else _("The weights come to a hundred.")


class AssessmentCorrection(OfAssessed, Prepared, CompanyWide):
    """Somebody objects to a figure and says what is missing in it; approved by another, it counts. Rejected says why.

    Of a person, a crew or an estate. Who is assessed never decides.
    """

    rights: ClassVar[Rights] = Rights(prepare="assessment.object", approve="assessment.approve")

    part = models.CharField(_("figure"), max_length=9, choices=PARTS)
    done_change = models.SmallIntegerField(_("change of what counts"), default=0)
    of_change = models.SmallIntegerField(_("change of what it is out of"), default=0)
    words = models.CharField(_("why the figure is wrong"), max_length=300)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("objection to an assessment")
        ordering = ["-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(condition=OF_ONE, name="po_assessment_correction_of_one"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(state="withdrawn")
                | Q(person__isnull=True)
                | ~Q(person=F("decided_by")),
                name="po_assessment_correction_not_ones_own",
            ),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(done_change=0, of_change=0), name="po_assessment_correction_says_what"
            ),
        ]

    @property
    def audit_subject(self) -> str:
        return f"{self.about}/{self.part}"

    def audit_facts(self) -> dict[str, Any]:
        return {"done_change": self.done_change, "of_change": self.of_change}
