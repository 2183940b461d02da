from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import FourEyes
from property_ops.framework.fields import ScaledField, YuanField, choices_of
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.acceptance import Manner
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.domain.states import COSTED, OVER, REWORKED, SETTLED, WorkState
from property_ops.modules.works.domain.warranty import warranty_ends
from property_ops.modules.works.models.funding import Funded, Funding, funding_constraints

QUANTITY_PLACES = 4

STATES = choices_of(WorkState)


def _values(states: Collection[WorkState]) -> list[str]:
    return sorted(state.value for state in states)


NOT_RELEASED = (WorkState.DRAFT, WorkState.ESTIMATED, WorkState.CANCELLED)
_IS_SETTLED = Q(state__in=_values(SETTLED))


class WorkResult(models.TextChoices):
    ACCEPTED = "accepted", _("accepted")
    PENDING = "pending", _("waiting for acceptance")
    REWORK = "rework", _("sent back for rework")


class WorkOrder(Funded, FourEyes, OfEstate):
    """A work: what it is, how far it is, what acceptance said last (`result`), what it cost and who pays.

    Its own quantities are its first line; `WorkLine` has further ones. The costs are those of the first round: what a
    rework costs never stands in them. A row of the office's register begins in the state that follows from its result.
    """

    rights = Rights(prepare="works.change", approve="works.approve")
    WAITS = Q(state=WorkState.ESTIMATED.value)
    STANDS = Q(from_register=False) & ~Q(state__in=_values(NOT_RELEASED)) & Q(is_emergency=False)
    estate_path = "estate"
    series = Series("PG", places=4, dash="", row="works/", shared=True)  # the register's begin with GD

    number = models.CharField(_("work order"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="work_orders", verbose_name=_("estate"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=STATES, default=WorkState.DRAFT.value)
    round = models.PositiveSmallIntegerField(_("round of work"), default=1)
    from_register = models.BooleanField(_("from the office's register"), default=False)
    is_emergency = models.BooleanField(_("begun before it was released"), default=False)
    unit = models.CharField(_("unit of measure"), max_length=10)
    planned = ScaledField(_("planned quantity"), places=QUANTITY_PLACES, null=True)
    price = YuanField(_("estimated price per unit"), null=True)
    done = ScaledField(_("done quantity"), places=QUANTITY_PLACES, null=True)
    accepted = ScaledField(_("accepted quantity"), places=QUANTITY_PLACES, null=True)
    planned_on = models.DateField(_("planned for"), null=True)
    done_on = models.DateField(_("done on"), null=True)
    accepted_on = models.DateField(_("accepted on"), null=True, db_index=True)
    accepted_by = models.CharField(_("accepted by"), max_length=60, blank=True)
    deemed = models.BooleanField(_("deemed accepted"), default=False)
    labour = YuanField(_("labour cost"), default=ZERO)
    material = YuanField(_("material cost"), default=ZERO)
    machine = YuanField(_("machine cost"), default=ZERO)
    provider = YuanField(_("provider's invoices"), default=ZERO)
    ceiling = YuanField(_("approved ceiling"), null=True)
    scope = models.CharField(_("scope of apportionment"), max_length=200, blank=True)
    result = models.CharField(
        _("result of acceptance"), max_length=10, choices=WorkResult, default=WorkResult.PENDING.value
    )
    warranty_months = models.PositiveSmallIntegerField(_("warranty (months)"), null=True)
    original = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="defects_reported", verbose_name=_("mends a defect of")
    )
    prepared_by = models.ForeignKey(  # type: ignore[assignment] # nobody before it is estimated
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("estimated by")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("released by")
    )
    history = HistoricalRecords()

    class Meta(FourEyes.Meta):
        abstract = False
        verbose_name = _("work order")
        ordering = ["number"]
        indexes = [models.Index(fields=["state", "estate"], name="po_work_by_state")]
        constraints = [
            *FourEyes.Meta.constraints,
            models.CheckConstraint(
                condition=Q(labour__gte=Yuan(0), material__gte=Yuan(0), machine__gte=Yuan(0), provider__gte=Yuan(0)),
                name="po_work_costs_not_negative",
            ),
            models.CheckConstraint(
                condition=(_IS_SETTLED & Q(result="accepted")) | (~_IS_SETTLED & ~Q(result="accepted")),
                name="po_work_state_agrees_with_result",
            ),
            models.CheckConstraint(
                condition=(~Q(state="sent_back") | Q(result="rework", round__gte=2))
                & (~Q(result="rework") | Q(state__in=_values(REWORKED))),
                name="po_work_sent_back_is_rework",
            ),
            models.CheckConstraint(
                condition=~Q(result="accepted")
                | Q(done__gt=0, accepted__gte=0, done_on__isnull=False, accepted_on__isnull=False),
                name="po_accepted_work_has_quantities",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(done_on__isnull=True) | Q(accepted_on__gte=F("done_on")),
                name="po_work_done_before_accepted",
            ),
            models.CheckConstraint(
                condition=Q(from_register=True)
                | Q(is_emergency=True, prepared_by__isnull=False)
                | Q(state__in=_values(NOT_RELEASED))
                | Q(prepared_by__isnull=False, decided_by__isnull=False),
                name="po_work_released_before_done",
            ),
            models.CheckConstraint(
                condition=~Q(funding="undecided") | Q(state__in=["draft", "cancelled"]), name="po_work_payer_is_decided"
            ),
            *funding_constraints(),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def waits(self) -> bool:
        """For another person, who releases the estimate."""
        return self.state == WorkState.ESTIMATED

    @property
    def what_was_accepted(self) -> tuple[Decimal, Decimal, date]:
        """Done and accepted quantity and the day of acceptance; the database has all three once it is accepted."""
        if self.done is None or self.accepted is None or self.accepted_on is None:
            raise ValueError(f"{self.number} is not accepted")
        return self.done, self.accepted, self.accepted_on

    @property
    def cost(self) -> Yuan:
        return self.labour + self.material + self.machine + self.provider

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def manners(self) -> list[Manner]:
        """Of an accepted work, how its parties accepted, each manner once; a register tells of no party."""
        if not self.is_settled:
            return []
        said: Any = self.confirmations
        words = sorted((one for one in said.all() if one.round == self.round), key=lambda one: one.pk)
        return list(dict.fromkeys(Manner(one.manner) for one in words)) or [Manner.REGISTER]

    @property
    def is_over(self) -> bool:
        """Accepted or given up: a cost comes late."""
        return self.state in OVER

    @property
    def takes_costs(self) -> bool:
        return self.state in COSTED

    @property
    def is_free(self) -> bool:
        """Mends a defect under warranty: nobody pays."""
        return self.funding == Funding.NOBODY

    @property
    def warranty_until(self) -> date | None:
        """The last day of the warranty, if it was fixed when the work was accepted."""
        if self.accepted_on is None or not self.warranty_months or not self.is_settled:
            return None
        return warranty_ends(self.accepted_on, self.warranty_months)
