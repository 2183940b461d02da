from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import CompanyWide
from property_ops.modules.dispatch.models.board import BoardChange


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    READY = "ready", _("ready")
    ADOPTED = "adopted", _("taken over")
    DROPPED = "dropped", _("not taken over")
    FAILED = "failed", _("failed")


class Proposal(CompanyWide):
    """A plan that was reckoned in the background: what it would move, and what it leaves out and why.

    `fingerprint` is the board it was made for: on another board it is not taken over. `plan`: the places of the visits
    that move; `left_out`: reasons by visit; `figures`: what the plan, the greedy one and the solver's bound come to.
    The database lets one proposal be open at a time; `beat_at` is when it last gave a sign.
    """

    journal = "no fact: what a planner proposed"

    first_day = models.DateField(_("from"))
    days = models.PositiveSmallIntegerField(_("days"))
    keeps_told = models.BooleanField(_("move as few as possible"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    started_at = models.DateTimeField(_("started"))
    beat_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)
    plan = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    figures = models.JSONField(default=dict)
    problem = models.JSONField(default=dict)
    change = models.OneToOneField(BoardChange, models.PROTECT, null=True, related_name="proposal")

    class Meta:
        verbose_name = _("proposed plan")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["days"], condition=Q(state__in=["waiting", "running"]), name="po_proposal_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="adopted") | Q(change__isnull=False), name="po_proposal_adopted_by_a_change"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in (ProposalState.WAITING, ProposalState.RUNNING)
