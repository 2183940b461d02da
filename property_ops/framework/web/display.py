"""How values look on a page: dates as 2022-06-30, money with two decimals, nothing as a dash."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from property_ops.kernel.money import Yuan
from property_ops.kernel.period import FAR_FUTURE, ONE_DAY
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import Phrase
from property_ops.kernel.worded import Worded

NOTHING = "—"
COLOURS = ("green", "blue", "yellow", "orange", "red", "gray")


def shown(value: Any) -> Any:
    """The value as people read it; text and markup stay as they are."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Yuan):
        return value.grouped()
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return said(value) if isinstance(value, Phrase) else value


def said(words: Phrase) -> str:
    """The sentence in the reader's language, what fills it as people read it."""
    return gettext(words.msgid) % {name: shown(value) for name, value in words.facts.items()}


def number(value: Decimal | int, places: int = 0) -> str:
    """`12345.6700` → `12,345.67`: grouped, never rounded, no needless zeros beyond `places` decimals."""
    whole, _, decimals = plain(abs(Decimal(value))).partition(".")
    decimals = decimals.ljust(places, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{int(whole):,}{'.' + decimals if decimals else ''}"


def percent(ratio: Decimal) -> str:
    """`Decimal("0.985")` → `98.5%`, exactly."""
    return f"{plain(ratio * 100)}%"


def last_day(end: date | None) -> date | None:
    """The last day that counts of a period that ends before `end`: what people read (docs/product.md rule 2)."""
    return None if end is None or end == FAR_FUTURE else end - ONE_DAY


def days(start: date | None, end: date | None) -> str:
    """A period `[start, end)` in words: `2022-03-01 – 2022-06-30`, `since 2022-03-01`, `until …`, or a dash."""
    last = last_day(end)
    if start in (None, date.min):
        return gettext("until %(day)s") % {"day": last} if last else gettext("always")
    return f"{start} – {last}" if last else gettext("since %(day)s") % {"day": start}


def badge(text: Any, colour: str = "gray") -> SafeString:
    """A state in a coloured pill; the word says it, the colour only helps."""
    return format_html('<span class="state state-{}">{}</span>', colour if colour in COLOURS else "gray", text)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a description list."""

    label: Any
    value: Any
    url: str = ""


def facts_of(thing: Model, *names: str, **more: Any) -> list[Fact]:
    """The named fields of a model instance with their labels; choices by their words."""
    return [_fact(thing, name) for name in names] + facts(more)


def facts(pairs: Mapping[Any, Any] | Iterable[tuple[Any, Any]]) -> list[Fact]:
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return [Fact(label, value) for label, value in items]


def _fact(thing: Model, name: str) -> Fact:
    field: Any = thing._meta.get_field(name)
    words = getattr(thing, f"get_{name}_display", None)
    return Fact(capfirst(field.verbose_name), capfirst(words()) if words else getattr(thing, name))


class Badges(dict[Any, tuple[Any, str]]):
    """What each value of a state is called, and in which colour: a column, a fact and a filter show it alike."""

    @classmethod
    def of(cls, kind: type[Worded], colours: Mapping[Any, str]) -> "Badges":
        return cls({one: (gettext_lazy(one.word), colours.get(one, "")) for one in kind})

    def badge(self, value: Any) -> Any:
        """A badge; what has no colour is the usual, a plain word."""
        words, colour = self[value]
        return badge(words, colour) if colour else words

    def words(self, value: Any) -> str:
        return str(self[value][0])

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return [(str(value), words) for value, (words, _colour) in self.items()]
