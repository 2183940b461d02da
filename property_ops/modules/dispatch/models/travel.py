from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.scope import OfEstate
from property_ops.framework.singletons import Singleton
from property_ops.modules.estates.public import Estate


class TravelTerms(Singleton):
    """Minutes of travel where no distance is entered: one row."""

    within_community = models.PositiveSmallIntegerField(_("minutes within a community"), default=10)
    between_communities = models.PositiveSmallIntegerField(_("minutes between communities"), default=25)

    class Meta(Singleton.Meta):
        verbose_name = _("usual minutes of travel")


class Distance(OfEstate):
    """Minutes of travel between two estates, the same both ways; the estate that was entered first comes first."""

    estate_path = "one"

    one = models.ForeignKey(Estate, models.CASCADE, related_name="+", verbose_name=_("from estate"))
    other = models.ForeignKey(Estate, models.CASCADE, related_name="+", verbose_name=_("to estate"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("distance")
        ordering = ["one__code", "other__code"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="po_distance_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="po_distance_in_order"),
            models.CheckConstraint(condition=Q(minutes__lte=600), name="po_distance_within_a_day"),
        ]

    @classmethod
    def narrowed(cls, rows: QuerySet[Any], estates: QuerySet[Any]) -> QuerySet[Any]:
        """Of those who see both estates."""
        return super().narrowed(rows, estates).filter(other__in=estates)
