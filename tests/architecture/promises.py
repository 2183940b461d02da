"""Promises, one a line, as promises.txt has them: of tables and triggers, and of functions."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import CheckConstraint, UniqueConstraint

from property_ops.framework.journal.guarding import PREFIX
from tests.architecture.source import PACKAGES, code_files, nodes, shown

FILE = Path(__file__).with_name("promises.txt")


STAYS = (models.PROTECT, models.DO_NOTHING)  # DO_NOTHING: the database refuses it


def tables() -> list[Any]:
    """Ours, without those in which history stands."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in PACKAGES and not hasattr(model, "history_object")
    ]


def written(kind: str) -> set[str]:
    """`kind` is the word a line begins with."""
    return {line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith(kind)}


def write(kind: str, lines: set[str]) -> None:
    others = {line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith(kind)}
    FILE.write_text("".join(f"{line}\n" for line in sorted(others | lines)), encoding="utf-8")


def of_tables() -> set[str]:
    return {f"table {model._meta.db_table} {promise}" for model in tables() for promise in _promised(model)}


def of_triggers() -> set[str]:
    """Name and digest of what it says: a weaker condition is another trigger. The journal's follow the models."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {f"trigger {name} {_digest(sql)}" for name, sql in cursor.fetchall() if not name.startswith(PREFIX)}


def named_constraints() -> set[str]:
    return {one.name for model in tables() for one in model._meta.constraints}


def in_the_database() -> str:
    """The names of all constraints that the database has."""
    of_sqlite = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index')"
    of_postgresql = "SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes"
    with connection.cursor() as cursor:
        cursor.execute(of_sqlite if connection.vendor == "sqlite" else of_postgresql)
        return "\n".join(row[0] for row in cursor.fetchall())


def _promised(model: Any) -> Iterator[str]:
    for one in model._meta.constraints:
        yield f"{one.name}: {_said(one)}"
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield f"{field.name} is unique"
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete not in STAYS:
            yield f"{field.name} is let go by {field.remote_field.on_delete.__name__}"


def _said(one: Any) -> str:
    if isinstance(one, CheckConstraint):
        return str(one.condition)
    if isinstance(one, UniqueConstraint):
        where = [] if one.condition is None else ["where", str(one.condition)]
        return " ".join(["unique", *one.fields, *map(str, one.expressions), *where])
    return str(one.deconstruct()[2])


def _digest(sql: str) -> str:
    return sha256(re.sub(r"\s+", " ", sql).encode()).hexdigest()[:16]


LOCKS = {"books", "billing_of", "locked_transaction", "process_lock", "select_for_update", "in_turn", "under_lock"}


def of_code(kind: str) -> set[str]:
    """Which functions ask for a right, take a lock, or leave a trace: `right invoices/….py close_day counter.close`."""
    counted = Counter(_guards(kind))
    return {f"{line} ×{times}" if times > 1 else line for line, times in counted.items()}


def _guards(kind: str) -> Iterator[str]:
    for path in code_files():
        for place in nodes(path):
            if isinstance(place, ast.FunctionDef):
                for node in ast.walk(place):
                    if isinstance(node, ast.Call) and (found := _SAID[kind](node)):
                        yield f"{kind} {shown(path)} {place.name} {found}"
            if kind == "right" and isinstance(place, ast.ClassDef):
                yield from (f"{kind} {shown(path)} {place.name} {said}" for said in _of_page(place))


def _of_page(page: ast.ClassDef) -> Iterator[str]:
    for said in page.body:
        if isinstance(said, ast.Assign) and ast.unparse(said.targets[0]) == "permission_required":
            yield ast.unparse(said.value)


def _right(call: ast.Call) -> str:
    return ast.unparse(call.args[1]) if _name(call) == "require" and len(call.args) > 1 else ""


def _lock(call: ast.Call) -> str:
    return _name(call) if _name(call) in LOCKS else ""


def _trace(call: ast.Call) -> str:
    if ast.unparse(call.func) != "audit.record":
        return ""
    return next((ast.unparse(one.value) for one in call.keywords if one.arg == "action"), "?")


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


_SAID = {"right": _right, "lock": _lock, "trace": _trace}
