"""What kinds of work with tables of their own are made of: the parts that are measured, and what they are made with."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import ScaledField
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.works.models.work_order import WorkOrder


class MakersFigures(CompanyWide):
    """A material with the figures of its maker, changed where another maker's differ.

    `rule` is what the kind reckons with; making it refuses figures that cannot be. Parts point to it by a foreign key
    with the related name `parts`.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    wastage = ScaledField(_("wastage (%)"), places=1)
    lowest_temperature = models.SmallIntegerField(_("lowest temperature (°C)"))
    in_use = models.BooleanField(_("in use"), default=True)
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> Any:
        raise NotImplementedError


class MeasuredPart(OfEstate):
    """One part of a work, such as a defect or a wall: measured in metres, numbered from 1.

    `rule` is the part as the kind's domain knows it, with an `area`; `made_with` names the foreign key to the figures.
    """

    estate_path = "work__estate"
    made_with: ClassVar[str]

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="%(class)ss", verbose_name=_("work order"))
    number = models.PositiveSmallIntegerField(_("number"))
    place = models.CharField(_("place"), max_length=60, blank=True)
    length = ScaledField(_("length (m)"), places=2)
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        ordering = ["work", "number"]
        constraints = [models.UniqueConstraint(fields=["work", "number"], name="%(app_label)s_%(class)s_once")]

    @property
    def rule(self) -> Any:
        raise NotImplementedError

    @property
    def figures(self) -> Any:
        return getattr(self, self.made_with)
