"""Papers that are typed in by two persons, each without seeing the other's: what both read is what counts.

Where the two differ, another person looks at the paper, until two have keyed the same. A module has a model of its own
for the keyings of its papers: a subclass of `Keying` with a foreign key `sheet`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.framework.web.display import Badges
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded


class KeyedByYou(BusinessError):
    code = "keyed_by_you"
    message = gettext_noop("You keyed this paper already: another person must key it now.")


class KeyedAlready(BusinessError):
    code = "keyed_already"
    message = gettext_noop("Two persons keyed this paper alike already.")


class KeyedState(Worded):
    NONE = "none", gettext_noop("not keyed")
    ONCE = "once", gettext_noop("waits for the second person")
    DIFFERS = "differs", gettext_noop("differs: waits for another look")
    AGREED = "agreed", gettext_noop("keyed by two")


KEYED_BADGES = Badges.of(
    KeyedState, {KeyedState.ONCE: "yellow", KeyedState.DIFFERS: "orange", KeyedState.AGREED: "green"}
)


@dataclass(frozen=True, slots=True)
class KeyedPaper:
    """How the keyings of one paper stand; `said` is what two persons keyed alike, else empty."""

    state: KeyedState = KeyedState.NONE
    said: str = ""


def standing(said: Iterable[str]) -> KeyedPaper:
    """From what was keyed, one text a person, in their order: the first that comes a second time."""
    seen: set[str] = set()
    for one in said:
        if one in seen:
            return KeyedPaper(KeyedState.AGREED, one)
        seen.add(one)
    return KeyedPaper((KeyedState.NONE, KeyedState.ONCE, KeyedState.DIFFERS)[min(len(seen), 2)])


class Keying(models.Model):
    """What one person read from a paper; append-only. Each has keyed a paper once at most."""

    number = models.PositiveSmallIntegerField(_("number"))
    said = models.TextField(_("keyed"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("keyed at"))

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="%(app_label)s_%(class)s_number_once"),
            models.UniqueConstraint(fields=["sheet", "by"], name="%(app_label)s_%(class)s_once_a_person"),
        ]


def key_in(model: type[Keying], sheet: models.Model, *, said: str, by: User, now: datetime, **more: Any) -> KeyedPaper:
    """Store what this person read. The caller has locked the paper. Raises KeyedByYou, KeyedAlready."""
    rows: Any = model._default_manager
    before = list(rows.filter(sheet=sheet).order_by("number"))
    if any(one.by_id == by.pk for one in before):
        raise KeyedByYou()
    texts = [one.said for one in before]
    if standing(texts).state is KeyedState.AGREED:
        raise KeyedAlready()
    rows.create(sheet=sheet, number=len(before) + 1, said=said, by=by, at=now, **more)
    return standing([*texts, said])
