"""Columns of lists. What a person sees (`render`) and what Excel gets (`value`) come from the same record."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, cast

import django_tables2 as tables
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext

from property_ops.framework.models import User
from property_ops.framework.permissions import phone_shown_to
from property_ops.framework.web.cells import as_shown
from property_ops.framework.web.display import Badges, badge, last_day, number, percent, shown
from property_ops.framework.web.offered import without_refused
from property_ops.framework.workbook import Ratio
from property_ops.kernel.money import Yuan
from property_ops.kernel.quantity import plain

A = tables.A
Text = tables.Column


class ListTable(tables.Table):
    """The base of every list's table."""

    page_sizes = (50, 100, 200)
    in_files_only: ClassVar[Sequence[str]] = ()
    """Columns for which a screen has no room; the Excel file has them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"class": "table list"})
        super().__init__(*args, **kwargs)

    def before_render(self, request: HttpRequest) -> None:
        without_refused(self, cast(User, request.user))

    def shown_rows(self) -> Iterator[list[tuple[Any, Any]]]:
        """The rows of the page, each as (the attributes, the content) of its cells."""
        cells = [(column.attrs["td"].as_html(), as_shown(column)) for column in self.columns]
        for row in self.paginated_rows:
            yield [(attributes, shown(row.record)) for attributes, shown in cells]


class _FigureColumn(tables.Column):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"cell": {"class": "num"}})
        super().__init__(*args, **kwargs)


class Amount(_FigureColumn):
    """Money, right-aligned; `total=True` shows the sum of the whole list under it, as Excel does where it `adds` up."""

    def __init__(self, *args: Any, total: bool = False, adds: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adds = adds
        if total:
            self._footer = self._sum

    def render(self, value: Yuan) -> str:
        return value.grouped()

    def value(self, value: Yuan) -> Yuan:
        return value

    def _sum(self, bound_column: Any, table: Any) -> str:
        rows: QuerySet[Any] = table.data.data
        total: Yuan | None = rows.order_by().aggregate(total=Sum(str(bound_column.accessor)))["total"]
        return (total or Yuan(0)).grouped()


class Number(_FigureColumn):
    """A whole or exact decimal number, right-aligned; never rounded, with at least `places` decimals. In Excel
    its sum stands below where it `adds` up."""

    def __init__(self, *args: Any, places: int = 0, adds: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places, self.adds = places, adds

    def render(self, value: Decimal | int) -> str:
        return number(value, places=self.places)

    def value(self, value: Decimal | int) -> Decimal:
        return Decimal(plain(Decimal(value)))


class Year(_FigureColumn):
    """A number that is not grouped."""


class Percent(_FigureColumn):
    def render(self, value: Decimal) -> str:
        return percent(value)

    def value(self, value: Decimal) -> Ratio:
        return Ratio(value)


class DayColumn(tables.Column):
    """A day, as 2022-06-30."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"cell": {"class": "day"}})
        super().__init__(*args, **kwargs)

    def render(self, value: date) -> str:
        return str(shown(value))

    def value(self, value: Any) -> Any:
        return value


class LastDay(DayColumn):
    """The end of a period `[start, end)`, as the last day that still counts."""

    def render(self, value: date) -> str:
        return str(shown(last_day(value)))

    def value(self, value: Any) -> Any:
        return last_day(value)


class MonthColumn(DayColumn):
    """The first day of a month, as 2022-06."""

    def render(self, value: date) -> str:
        return f"{value:%Y-%m}"

    def value(self, value: Any) -> Any:
        return f"{value:%Y-%m}"


class Moment(DayColumn):
    """A date and time of day."""


class StateColumn(tables.Column):
    """A state as its badge, by `badges`; or a choice in its own words, in `colours` if it has one."""

    def __init__(
        self, *args: Any, badges: Badges | None = None, colours: Mapping[Any, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.badges, self.colours = badges, colours or {}

    def render(self, value: Any, record: Any, bound_column: Any) -> Any:
        stored = bound_column.accessor.resolve(record, quiet=True)
        if self.badges is not None:
            return self.badges.badge(stored)
        colour = self.colours.get(str(stored))
        return badge(value, colour) if colour else value

    def value(self, value: Any, record: Any, bound_column: Any) -> str:
        if self.badges is None:
            return str(value)
        return self.badges.words(bound_column.accessor.resolve(record, quiet=True))


class DocumentNumber(tables.Column):
    """The number of a document, which it has only once it is issued."""

    empty_values = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"attrs": {"td": {"class": "day"}}, **kwargs})

    def render(self, value: Any) -> str:
        return value or gettext("(no number yet)")

    def value(self, value: Any) -> str:
        return value or ""


class YesNo(tables.Column):
    def render(self, value: bool) -> Any:
        return shown(bool(value))


class Phone(tables.Column):
    """A phone number, masked for those who may not see it (docs/product.md rule 20); in Excel too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"cell": {"class": "day"}})
        super().__init__(*args, **kwargs)

    def render(self, value: str, table: Any) -> str:
        return phone_shown_to(table.request.user, value)
