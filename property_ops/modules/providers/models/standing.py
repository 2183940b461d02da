from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.dated import FiguresFromADay
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared, PreparedOrGiven
from property_ops.framework.fields import choices_of
from property_ops.framework.scope import CompanyWide
from property_ops.modules.providers.domain.score import ScorePart
from property_ops.modules.providers.domain.states import StandingMove
from property_ops.modules.providers.models.agreement import OPEN_OR_APPROVED, RIGHTS
from property_ops.modules.providers.models.provider import Provider

STANDING_MOVE_WORDS = choices_of(StandingMove)


class StandingChange(Prepared, CompanyWide):
    """A provider is admitted, warned, suspended, re-admitted or leaves: proposed by one, approved by another."""

    rights: ClassVar[Rights] = RIGHTS

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="standings", verbose_name=_("provider"))
    move = models.CharField(_("change of standing"), max_length=10, choices=STANDING_MOVE_WORDS)
    reason = models.CharField(_("reason"), max_length=200)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("change of a provider's standing")
        ordering = ["-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["provider"], condition=Q(state="waiting"), name="po_standing_waits_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="po_standing_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.provider.name} {self.get_move_display()}"

    @property
    def audit_subject(self) -> str:
        return self.provider.code

    def audit_facts(self) -> dict[str, Any]:
        return {"move": self.move, "because": self.reason}


class ScoreStandard(FiguresFromADay, CompanyWide):
    """The weights of the parts of a score, in percent, from a day on; and what a low score leads to.

    Counted are the last `months`; a score is shown to residents from `least_orders` accepted orders on.
    """

    rights: ClassVar[Rights] = RIGHTS
    PROPOSED = "providers.standard_proposed"
    FIGURES: ClassVar[tuple[str, ...]] = (
        *(part.value for part in ScorePart),
        "months",
        "least_orders",
        "warn_below",
        "suspend_below",
    )

    answered = models.PositiveSmallIntegerField(_("weight: answered"))
    on_time = models.PositiveSmallIntegerField(_("weight: on time"))
    redone = models.PositiveSmallIntegerField(_("weight: not done twice"))
    rated = models.PositiveSmallIntegerField(_("weight: rated"))
    complaints = models.PositiveSmallIntegerField(_("weight: without complaint"))
    months = models.PositiveSmallIntegerField(_("months counted"), default=12)
    least_orders = models.PositiveSmallIntegerField(_("orders before a score is shown"), default=3)
    warn_below = models.PositiveSmallIntegerField(_("warn below"), default=70)
    suspend_below = models.PositiveSmallIntegerField(_("suspend below"), default=55)

    class Meta(PreparedOrGiven.Meta):
        abstract = False
        verbose_name = _("standard of scores")
        ordering = ["-start", "-pk"]
        constraints = [
            *PreparedOrGiven.Meta.constraints,
            models.UniqueConstraint(
                fields=["start"], condition=Q(state__in=OPEN_OR_APPROVED), name="po_score_standard_once"
            ),
            models.CheckConstraint(
                condition=Q(answered=100 - F("on_time") - F("redone") - F("rated") - F("complaints")),
                name="po_score_standard_weighs_a_hundred",
            ),
            models.CheckConstraint(
                condition=Q(suspend_below__lte=F("warn_below"), warn_below__lte=100, months__gte=1),
                name="po_score_standard_thresholds",
            ),
        ]

    @classmethod
    def fault(cls, figures: Mapping[str, int]) -> Any:
        if sum(figures[part.value] for part in ScorePart) != 100:
            return _("The five weights come to a hundred.")
        if figures["suspend_below"] > figures["warn_below"]:
            return _("A suspension comes after a warning.")
        if not figures["months"] or figures["warn_below"] > 100:
            return _("At least one month is counted, and a score is at most a hundred.")
        return ""

    @property
    def weights(self) -> dict[str, int]:
        return {part.value: getattr(self, part.value) for part in ScorePart}
