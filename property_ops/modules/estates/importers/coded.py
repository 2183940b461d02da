"""Registers of things that have a code in their estate: places, equipment."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models

from property_ops.framework.importing.importer import Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.kernel.writing import squeezed
from property_ops.modules.estates.importers.directory import EstateDirectory

Kinds = Sequence[tuple[Sequence[str], str]]
"""Words, and the kind that they mean; the first that fits."""
_OTHER = "其他"


def plan_coded(
    tables: Sequence[RegisterTable],
    run: Run,
    *,
    model: type[models.Model],
    values: Callable[[RegisterRow], dict[str, Any]],
) -> None:
    """Each row is a thing of `model`, known by its estate and code: new, or changed to the `values` of the row."""
    estate_of = EstateDirectory.read(run.by).of_rows(tables)
    rows = first_rows(
        estate_of, lambda row: (estate_of[row].pk, _code(row["code"])), lambda row: row["code"], "code", run=run
    )
    known: Any = model._default_manager.filter(estate__in=set(estate_of.values()))
    stored = {(one.estate_id, _code(one.code)): one for one in known}
    for row in rows:
        code, estate = _code(row["code"]), estate_of[row]
        found = stored.get((estate.pk, code))
        if found is None:
            run.changes.create(model(estate=estate, code=code, **values(row)))
            row.outcome = RowOutcome.CREATED
        elif run.changes.set(found, values(row)):
            row.outcome = RowOutcome.CHANGED


def kind_meant(text: str, kinds: Kinds, *, other: str) -> str:
    found = (kind for words, kind in kinds if any(word in text for word in words))
    return str(next(found, other))


def kind_word(kind: str, kinds: Kinds) -> str:
    """A word that `kind_meant` reads as that kind."""
    return next((words[0] for words, one in kinds if one == kind), _OTHER)


def _code(text: str) -> str:
    return squeezed(text).upper()
