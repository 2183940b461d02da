from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.estates.public import Estate


class BoardChange(CompanyWide):
    """One step on the board: which visits it moved, from where to where; what “undo” takes back.

    `moves`: for each visit its number in the database, and its place `before` and `after` (crew, start, end, minutes,
    pinned).
    """

    journal = "no fact: what can be undone on the board"

    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    moves = models.JSONField()
    undone_by = models.OneToOneField(to="self", on_delete=models.PROTECT, null=True, related_name="undoes")

    class Meta:
        verbose_name = _("change of the board")
        ordering = ["-id"]


class PlaceClosure(OfEstate):
    """Hours `[start, end)` in which nobody works at a place: an exam, a funeral, a resident's move.

    An empty place is the whole estate.
    """

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="place_closures", verbose_name=_("estate"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    start = models.DateTimeField(_("from"))
    end = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=60)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("closed place")
        ordering = ["start", "estate"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="po_place_closure_has_hours"),
            models.CheckConstraint(condition=~Q(reason=""), name="po_place_closure_has_reason"),
        ]
