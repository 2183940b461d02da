"""What the API says of rows, and how programs write days, texts and amounts.

Money is whole fen (`…_fen`), quantities are decimal texts, periods are `[start, end)`: `end` is the first day that
counts no more.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, Self, TypeVar

from django.db.models import QuerySet
from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

from property_ops.framework.models import User
from property_ops.framework.pdf.printable import not_printable, signs_without_glyph
from property_ops.framework.web.inputs import LARGEST
from property_ops.kernel.period import FIRST_DAY, LAST_DAY
from property_ops.kernel.quantity import plain

Row = TypeVar("Row", bound="ApiRow")


class ApiRow(Schema):
    """One row as a program reads it. `of` makes it for a reader: masked where the reader may not see."""

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        raise NotImplementedError


class ApiInput(Schema):
    """What a program sends. A field that nobody knows is refused: it was meant for something."""

    model_config = ConfigDict(extra="forbid")


class ListOf(Schema, Generic[Row]):
    """A page of rows. `next` is the `after` of the page that follows; without one this is the last."""

    items: list[Row]
    next: str | None = None


class InputFault(Schema):
    where: list[str]
    message: str


class ApiProblem(Schema):
    """Why something was refused (RFC 9457). `code` is stable; `detail` is for people."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[InputFault] | SkipJsonSchema[None] = None


def _known(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("a day between 1900 and 2999")
    return day


Day = Annotated[date, AfterValidator(_known)]
Fen = Annotated[int, Field(gt=0, le=10**15)]
RowId = Annotated[int, Field(ge=1, le=LARGEST)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
MonthText = Annotated[str, Field(pattern=r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2022-06"])]
Quantity = Annotated[Decimal, Field(gt=0, le=10**9, max_digits=13, decimal_places=4)]


def narrowed(rows: QuerySet[Any], asked: Mapping[str, Any]) -> QuerySet[Any]:
    """By what a program asked for; what it did not say narrows nothing."""
    return rows.filter(**{name: value for name, value in asked.items() if value is not None})


def month_of(text: str | None) -> date | None:
    """The first day of the month, as tables have it."""
    return None if text is None else date.fromisoformat(f"{text}-01")


def text(longest: int, *, shortest: int = 0) -> Any:
    """A text of the office's, of which the papers print every sign (docs/product.md rule 27)."""
    return StringConstraints(strip_whitespace=True, min_length=shortest, max_length=longest)


def exact(value: Decimal | None) -> str | None:
    """A quantity, without an exponent and never rounded."""
    return None if value is None else plain(Decimal(value))


def refuse_unprintable(given: Any, *, on_paper: bool) -> None:
    """Control signs anywhere; where it may come to stand on a paper, signs that no font has. Raises NotPrintable."""
    for value in _texts(given):
        control = next((sign for sign in value if not sign.isprintable() and sign != "\n"), None)
        missing = {control} if control is not None else signs_without_glyph([value]) if on_paper else set()
        if missing:
            raise not_printable(min(missing))


def _texts(given: Any) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, Schema):
        yield from _texts([getattr(given, name) for name in type(given).model_fields])
    elif isinstance(given, dict):
        yield from _texts(list(given.values()))
    elif isinstance(given, (list, tuple)):
        for one in given:
            yield from _texts(one)
