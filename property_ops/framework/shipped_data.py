"""A module's `data` and `demo` files: rows upserted by a stable key, never over a row somebody edited.

A file is TOML: `model = "po_tariffs.FeeItem"`, `key = "code"`, then `[[rows]]` tables of field values.
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


def _upsert(model: Any, key: str, row: dict[str, Any]) -> None:
    name, found = str(row[key]), model.objects.filter(**{key: row[key]}).first()
    shipped = ShippedRow.objects.filter(model=model._meta.label, key=name).first()
    if found is None and shipped is None:
        model.objects.create(**row)
    elif found is not None and shipped is not None and _is_untouched(found, shipped.values):
        for field, value in row.items():
            setattr(found, field, value)
        found.save()
    else:
        return
    ShippedRow.objects.update_or_create(model=model._meta.label, key=name, defaults={"values": row})


def _is_untouched(found: Any, values: dict[str, Any]) -> bool:
    return all(getattr(found, field) == value for field, value in values.items())
