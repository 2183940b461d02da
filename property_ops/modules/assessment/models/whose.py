from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.modules.dispatch.public import Crew
from property_ops.modules.estates.public import Estate

OF_ONE = (
    Q(person__isnull=False, crew__isnull=True, estate__isnull=True)
    | Q(person__isnull=True, crew__isnull=False, estate__isnull=True)
    | Q(person__isnull=True, crew__isnull=True, estate__isnull=False)
)


class OfAssessed(models.Model):
    """About a person, a crew or an estate in a quarter, or in another span (`2022-06`, `2022-H1`, `2022`).

    Its table has the constraint `OF_ONE`.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("person")
    )
    crew = models.ForeignKey(Crew, models.PROTECT, null=True, related_name="+", verbose_name=_("crew"))
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+", verbose_name=_("estate"))
    quarter = models.CharField(_("assessed period"), max_length=7)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.whose} {self.quarter}"

    @property
    def whose(self) -> str:
        return str(self.person or self.crew or (self.estate.name if self.estate else ""))

    @property
    def about(self) -> str:
        """For the audit log: `person/7/2022-Q2`."""
        keys = {"person": self.person_id, "crew": self.crew_id, "estate": self.estate_id}
        kind, key = next((kind, key) for kind, key in keys.items() if key)
        return f"{kind}/{key}/{self.quarter}"
