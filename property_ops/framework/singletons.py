"""Tables of one row: what is set once, for the whole company."""

from typing import Self, cast

from django.db import models
from django.db.models import Q

from property_ops.framework.scope import CompanyWide


class Singleton(CompanyWide):
    """One row, whose key is 1; the database refuses another."""

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=Q(id=1), name="po_%(class)s_only_one")]

    @classmethod
    def load(cls) -> Self:
        """The row; where none was stored yet, the one that would be: empty, with the usual values."""
        return cast(Self, cls.objects.first() or cls(pk=1))
