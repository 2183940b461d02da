"""`property-ops verify`: every module checks what it promised, and names each difference.

A module declares its verifiers in its manifest's slot `verifiers`: callables without arguments that yield `Check`s.
They only read; all of them see the database at one and the same moment.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from property_ops.framework.slots import plugged_into
from property_ops.kernel.text import gettext_noop

_ROW_IS_MISSING = gettext_noop("row %(row)s of %(table)s names a row of %(parent)s that is not there")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as promised: a msgid with %(name)s places and what fills them."""

    says: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """A promise that was looked at: its name, the figures it rests on (msgid → value), and where it does not hold."""

    name: str  # a msgid
    figures: Mapping[str, object] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()


Verifier = Callable[[], Iterator[Check]]


@dataclass(frozen=True, slots=True)
class Question:
    """`property-ops verify --NAME VALUE` asks only this: the value is handed to `ask`."""

    name: str
    metavar: str
    help: Any  # a lazy translation
    ask: Callable[[str], Iterator[Check]]


def verify_all() -> Iterator[Check]:
    """Every check of every module, in module order, seen at one moment."""
    verifiers: tuple[Verifier, ...] = plugged_into("verifiers")
    with one_moment():
        yield from rows_that_are_named_exist()
        for verifier in verifiers:
            yield from _that_can_read(verifier)


def _that_can_read(verifier: Verifier) -> Iterator[Check]:
    """Values that no door lets in, such as a period that ends before it starts, are a finding and no end of it all."""
    try:
        yield from verifier()
    except (ValueError, TypeError, ArithmeticError, LookupError) as error:
        says = gettext_noop("%(module)s could not read the records: %(error)s")
        module = getattr(verifier, "__module__", "").rpartition(".")[0]
        fault = Difference(says, {"module": module, "error": f"{type(error).__name__}: {error}"})
        yield Check(gettext_noop("The records can be read"), differences=(fault,))


def verify_answers(asked: Mapping[str, str]) -> Iterator[Check]:
    """The checks of the questions that were asked, seen at one moment."""
    with one_moment():
        for question in plugged_into("verify_questions"):
            if question.name in asked:
                yield from question.ask(asked[question.name])


@contextmanager
def one_moment() -> Iterator[None]:
    """Reads inside see one state of the database, whatever others write, and keep nobody from writing.

    A text that is no text any more (a byte of a SQLite file was changed) is read with a mark in that place.
    """
    with _broken_texts_are_read():
        if connection.in_atomic_block:
            yield
        elif connection.vendor == "postgresql":
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield
        else:
            with connection.cursor() as cursor:
                cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                connection.connection.rollback()


@contextmanager
def _broken_texts_are_read() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    database = connection.connection
    usual, database.text_factory = database.text_factory, _readable
    try:
        yield
    finally:
        database.text_factory = usual


def _readable(text: bytes) -> str:
    return text.decode(errors="replace")


def rows_that_are_named_exist() -> Iterator[Check]:
    """PostgreSQL guards its foreign keys always; a SQLite file may have been written with them switched off."""
    missing: list[Difference] = []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_key_check")
            missing = [
                Difference(_ROW_IS_MISSING, {"table": table, "row": row, "parent": parent})
                for table, row, parent, _key in cursor.fetchall()
            ]
    yield Check(gettext_noop("Every row that another row names is there"), differences=tuple(missing))


def wrong_amounts(found: Iterable[tuple[str, object, object]]) -> Iterator[Difference]:
    """From (key, what it is, what it should be)."""
    for key, charged, right in found:
        yield Difference(
            gettext_noop("charge %(key)s is %(charged)s, its rule gives %(right)s"),
            {"key": key, "charged": charged, "right": right},
        )


def overlaps(found: Iterable[tuple[str, str]]) -> Iterator[Difference]:
    """From pairs of keys that cover the same day."""
    for one, other in found:
        yield Difference(gettext_noop("%(one)s and %(other)s charge the same day"), {"one": one, "other": other})
