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
    """Upsert the rows of one file."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    model, key = apps.get_model(content["model"]), content["key"]
    for row in content["rows"]:
        _upsert(model, key, row)


def _upsert(model: Any, key: str, shipped_row: dict[str, Any]) -> None:
    row = {field: _value(model, field, value) for field, value in shipped_row.items()}
    name, found = str(shipped_row[key]), model.objects.filter(**{key: row[key]}).first()
    shipped = ShippedRow.objects.filter(model=model._meta.label, key=name).first()
    if found is None and shipped is None:
        model.objects.create(**row)
    elif found is not None and shipped is not None and _is_untouched(model, found, shipped.values):
        for field, value in row.items():
            setattr(found, field, value)
        found.save()
    else:
        return
    ShippedRow.objects.update_or_create(model=model._meta.label, key=name, defaults={"values": shipped_row})


def _value(model: Any, field: str, value: Any) -> Any:
    """The value as the field has it in Python; a table is looked up in the model that the field points to."""
    column = model._meta.get_field(field)
    if isinstance(value, dict) and column.is_relation:
        return column.related_model.objects.get(**value)
    return value if column.is_relation else column.to_python(value)


def _is_untouched(model: Any, found: Any, values: dict[str, Any]) -> bool:
    return all(getattr(found, field) == _value(model, field, value) for field, value in values.items())
