"""A module's `data` and `demo` files: rows upserted by a stable key, never over a row somebody edited.

A file is TOML: `model = "po_tariffs.FeeItem"`, `key = "code"`, then `[[rows]]` tables of field values. A row that is
named by a foreign key is written as what finds it: `estate = { code = "BC01" }`.
"""

import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from property_ops.framework.models import ShippedRow
from property_ops.framework.permissions import roles


def load_all() -> None:
    """Bring the roles and every module's shipped data up to date. Safe to repeat."""
    with transaction.atomic():
        for code in roles():
            Group.objects.get_or_create(name=code)
        for module in settings.MODULES:
            for name in module.data:
                load(module.folder / name)


def load(path: Path) -> None:
    """Upsert the rows of one file. A row that is shipped as it was the last time is not looked at."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    model, key = apps.get_model(content["model"]), content["key"]
    known = {shipped.key: shipped for shipped in ShippedRow.objects.filter(model=model._meta.label)}
    new = [row for row in content["rows"] if str(row[key]) not in known]
    for row in content["rows"]:
        shipped = known.get(str(row[key]))
        if shipped is not None and shipped.values != row:
            _update(model, key, row, shipped)
    _create(model, key, new)


def _create(model: Any, key: str, new: list[dict[str, Any]]) -> None:
    """The rows that were never shipped before; one that somebody had made already stays theirs."""
    rows = [{field: _value(model, field, value) for field, value in row.items()} for row in new]
    theirs = {getattr(one, key) for one in model.objects.filter(**{f"{key}__in": [row[key] for row in rows]})}
    made = []
    for shipped_row, row in zip(new, rows, strict=True):
        if row[key] not in theirs:
            model.objects.create(**row)
            made.append(ShippedRow(model=model._meta.label, key=str(shipped_row[key]), values=shipped_row))
    ShippedRow.objects.bulk_create(made)


def _update(model: Any, key: str, shipped_row: dict[str, Any], shipped: ShippedRow) -> None:
    row = {field: _value(model, field, value) for field, value in shipped_row.items()}
    found = model.objects.filter(**{key: row[key]}).first()
    if found is None or not _is_untouched(model, found, shipped.values):
        return
    changed = {field: value for field, value in row.items() if getattr(found, field) != value}
    if changed:  # a row may be frozen, and have what is new of it from a migration
        for field, value in changed.items():
            setattr(found, field, value)
        found.save()
    shipped.values = shipped_row
    shipped.save()


def _value(model: Any, field: str, value: Any) -> Any:
    """The value as the field has it in Python; a table is looked up in the model that the field points to."""
    column = model._meta.get_field(field)
    if isinstance(value, dict) and column.is_relation:
        return column.related_model.objects.get(**value)
    return value if column.is_relation else column.to_python(value)


def _is_untouched(model: Any, found: Any, values: dict[str, Any]) -> bool:
    return all(getattr(found, field) == _value(model, field, value) for field, value in values.items())
