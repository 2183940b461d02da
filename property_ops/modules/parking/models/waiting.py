from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.parking.models.space import Lease


class WaitingList(OfEstate):
    """Who waits for a space of an estate. Frozen with a fingerprint before the seed is known; drawn once."""

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="waiting_lists", verbose_name=_("estate"))
    name = models.CharField(_("name of the draw"), max_length=40)
    places = models.PositiveIntegerField(_("spaces to be drawn"))
    source = models.CharField(_("source of the seed"), max_length=120, blank=True)
    fingerprint = models.CharField(_("fingerprint of the list"), max_length=64, blank=True)
    frozen_on = models.DateField(_("frozen on"), null=True)
    seed = models.CharField(_("seed"), max_length=120, blank=True)
    drawn_on = models.DateField(_("drawn on"), null=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("drawn by")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("waiting list")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["estate", "name"], name="po_waiting_list_once"),
            models.CheckConstraint(condition=Q(places__gt=0), name="po_waiting_list_has_places"),
            models.CheckConstraint(
                condition=Q(frozen_on__isnull=True, fingerprint="", source="")
                | Q(frozen_on__isnull=False) & ~Q(fingerprint="") & ~Q(source=""),
                name="po_waiting_list_frozen_with_fingerprint",
            ),
            models.CheckConstraint(
                condition=Q(drawn_on__isnull=True, seed="")
                | Q(drawn_on__isnull=False, frozen_on__isnull=False, drawn_by__isnull=False) & ~Q(seed=""),
                name="po_waiting_list_drawn_after_frozen",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Passing(models.TextChoices):
    DECLINED = "declined", _("declined")
    LAPSED = "lapsed", _("not taken up in time")


class WaitingEntry(OfEstate):
    """One unit on a list; `rank` is its place in the draw.

    A place is offered until a last day. Who declines it or lets it lapse passes it on to the next by rank.
    """

    estate_path = "waiting_list__estate"

    waiting_list = models.ForeignKey(WaitingList, models.PROTECT, related_name="entries", verbose_name=_("list"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="waiting_entries", verbose_name=_("unit"))
    plate = models.CharField(_("plate"), max_length=12, blank=True)
    entered_on = models.DateField(_("entered on"))
    rank = models.PositiveIntegerField(_("rank in the draw"), null=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    lease = models.OneToOneField(
        Lease, models.PROTECT, null=True, related_name="waiting_entry", verbose_name=_("lease")
    )

    offered_until = models.DateField(_("offer open until"), null=True)
    passed_on = models.DateField(_("passed on"), null=True)
    passing = models.CharField(_("why it was passed on"), max_length=8, choices=Passing, blank=True)

    class Meta:
        verbose_name = _("entry of the waiting list")
        ordering = ["waiting_list", "rank", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["waiting_list", "unit"], name="po_waiting_unit_once"),
            models.UniqueConstraint(
                fields=["waiting_list", "rank"], condition=Q(rank__isnull=False), name="po_waiting_rank_once"
            ),
            models.CheckConstraint(
                condition=Q(offered_until__isnull=True) | Q(rank__isnull=False), name="po_waiting_offered_after_draw"
            ),
            models.CheckConstraint(
                condition=Q(passed_on__isnull=True, passing="")
                | Q(passed_on__isnull=False, passing=Passing.DECLINED, rank__isnull=False, lease__isnull=True)
                | Q(passing=Passing.LAPSED, passed_on__gt=F("offered_until"), lease__isnull=True),
                name="po_waiting_passed_on_for_a_reason",
            ),
        ]
