"""Which rows somebody may see: those of their estates, for one whose roles are limited; all, for everybody else.

Every table says once whose its rows are: `class Bill(OfEstate)` with the path to the estate, or
`class FeeItem(CompanyWide)`. Pages, commands, tasks and the API then ask the same: `Bill.objects.visible_to(user)`,
`user.has_perm("billing.view", bill)`.
"""

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q, QuerySet

from property_ops.framework.permissions import roles, roles_of
from property_ops.framework.slots import plugged_into

if TYPE_CHECKING:
    from property_ops.framework.models import User

Row = TypeVar("Row", bound=models.Model, covariant=True)


class ScopedQuerySet(QuerySet[Row]):
    """Rows of a table that says whose they are."""

    def visible_to(self, user: "User") -> Self:
        """The rows that this person may see."""
        model: Any = self.model
        return self if sees_all_estates(user) else model.narrowed(self, estates_of(user))


ScopedManager = models.Manager.from_queryset(ScopedQuerySet)


class OfEstate(models.Model):
    """A table whose rows are each of an estate, which `estate_path` finds: `bill__estate`, or a column with its code.

    A row for which the path ends in nothing is of no estate: people of some estates see it only where
    `without_estate_seen_by_all` says so.
    """

    estate_path: ClassVar[str]
    without_estate_seen_by_all: ClassVar[bool] = False

    objects = ScopedManager()

    class Meta:
        abstract = True

    @classmethod
    def narrowed(cls, rows: QuerySet[Any], estates: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of these estates."""
        wanted = estates if cls._ends_in_relation() else estates.values("code")
        found = Q(**{f"{cls.estate_path}__in": wanted})
        return rows.filter(found | Q(**{cls.estate_path: None}) if cls.without_estate_seen_by_all else found)

    @classmethod
    def _ends_in_relation(cls) -> bool:
        """Whether the path ends at the estate itself, not at its code."""
        model: Any = cls
        for name in cls.estate_path.split("__"):
            field = model._meta.pk if name == "pk" else model._meta.get_field(name)
            if not field.is_relation:
                return bool(field.primary_key)
            model = field.related_model
        return True


class CompanyWide(models.Model):
    """A table whose rows are of the whole company: who may see such rows at all sees every one."""

    objects = ScopedManager()

    class Meta:
        abstract = True

    @classmethod
    def narrowed(cls, rows: QuerySet[Any], estates: QuerySet[Any]) -> QuerySet[Any]:
        return rows


def sees_all_estates(user: "User") -> bool:
    """Whether one of the user's roles is not limited (`own_estates_only` in a groups.toml)."""
    limited = {code for code, role in roles().items() if role.get("own_estates_only")}
    return user.is_superuser or bool(roles_of(user) - limited)


def estates_of(user: "User") -> QuerySet[Any]:
    """The estates assigned to the user, of slot `estates_of_user`."""
    (assigned,) = plugged_into("estates_of_user")
    estates: QuerySet[Any] = assigned(user)
    return estates


def sees(user: "User", thing: models.Model) -> bool:
    """Whether this row is among those that the user may see."""
    if not isinstance(thing, (OfEstate, CompanyWide)):
        raise TypeError(f"{type(thing).__name__} does not say whose its rows are: OfEstate or CompanyWide")
    if isinstance(thing, CompanyWide) or sees_all_estates(user):
        return True
    return type(thing).objects.visible_to(user).filter(pk=thing.pk).exists()
