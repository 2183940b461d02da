"""What `property-ops verify` asks of the database's own rules: each is there, switched on, and says what it said."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from property_ops.framework.checks import Check, Difference
from property_ops.framework.journal.guarding import FUNCTION
from property_ops.framework.journal.guarding import statements as statements_of_journal
from property_ops.framework.triggers import DatabaseRule, Lifted
from property_ops.kernel.text import gettext_noop

_MADE = re.compile(r"(?:CREATE TRIGGER|ADD CONSTRAINT|CREATE (?:OR REPLACE )?FUNCTION) (\w+)")
_BODY = re.compile(r"\$\$(.*)\$\$", re.DOTALL)
_CASTS = re.compile(r"::(?:character varying|double precision|timestamp with time zone|\w+)(?:\(\d+\))?(?:\[\])?")
_TRIGGER = "CREATE TRIGGER"
Said = dict[tuple[str, str], str]
"""Kind (trigger, function, constraint) and name → what it says, as the database writes it."""


def verify() -> Iterator[Check]:
    wanted, there = _wanted(connection.vendor), _there()
    yield Check(
        name=gettext_noop("The database guards its rules itself"),
        figures={gettext_noop("rules"): _in_force()},
        differences=(
            *_named(
                gettext_noop("the database's rule %(rule)s is missing or switched off"), wanted.keys() - there.keys()
            ),
            *_named(
                gettext_noop("the database's rule %(rule)s says something else than it was made to say"),
                (key for key in wanted.keys() & there.keys() if wanted[key] and wanted[key] != there[key]),
            ),
        ),
    )


def _in_force() -> int:
    """How many rules there are, the journal's among them, whatever a database makes of one."""
    of_migrations = sum(-1 if isinstance(rule, Lifted) else 1 for rule in _rules_of_migrations())
    return of_migrations + len(statements_of_journal(connection.vendor))


def _named(says: str, keys: Iterable[tuple[str, str]]) -> Iterator[Difference]:
    return (Difference(says, {"rule": name}) for name in sorted({name for _, name in keys}))


@cache
def _wanted(vendor: str) -> Said:
    """What the migrations made and took away again, in their order, and the journal's. For looking up only."""
    made: Said = {}
    for rule in _rules_of_migrations():
        if isinstance(rule, Lifted):
            for key in _said(rule.rule.create(vendor)):
                made.pop(key, None)
        else:
            made |= _said(rule.create(vendor))
    made |= _said(statements_of_journal(vendor).values())
    if vendor == "postgresql":
        made |= _said([FUNCTION])
    return made


@cache
def _rules_of_migrations() -> tuple[DatabaseRule, ...]:
    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    operations = (one for key in sorted(found) for one in found[key].operations)
    return tuple(one for one in operations if isinstance(one, DatabaseRule))


def _said(statements: Iterable[str]) -> Said:
    said = {}
    for statement in statements:
        if found := _MADE.search(statement):
            kind = "function" if " FUNCTION " in found[0] else "trigger" if found[0].startswith(_TRIGGER) else ""
            said[kind, found[1]] = _plain(kind, statement)
    return said


def _plain(kind: str, statement: str) -> str:
    """The body of a function, to the sign; a trigger without what PostgreSQL adds when it is asked for one.

    Of an exclusion constraint only the name is looked at.
    """
    if connection.vendor == "sqlite":
        return statement
    if kind == "function":
        found = _BODY.search(statement)
        return found[1] if found else statement
    return _without_ornament(statement) if kind else ""


def _without_ornament(statement: str) -> str:
    text = re.sub(r"\bONLY\b|\bpublic\.", "", statement)
    text = _CASTS.sub("", text)
    text = re.sub(r"= ANY \(+ARRAY\[(.*?)\]\)+", r"IN (\1)", text)
    text = re.sub(r"<> ALL \(+ARRAY\[(.*?)\]\)+", r"NOT IN (\1)", text)
    return re.sub(r'[\s()"]', "", text.replace("!=", "<>")).lower()


def _there() -> Said:
    if connection.vendor == "sqlite":
        rows = _asked("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {("trigger", name): sql for name, sql in rows}
    triggers = _asked(
        "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    functions = _asked("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace")
    constraints = _asked("SELECT conname, '' FROM pg_constraint WHERE contype = 'x'")
    return {
        **{("trigger", name): _without_ornament(text) for name, text in triggers},
        **{("function", name): text for name, text in functions},
        **{("", name): text for name, text in constraints},
    }


def _asked(query: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
