"""What an import will write, collected first and then written in bulk, with history where a model keeps it."""

from collections.abc import Sequence
from graphlib import TopologicalSorter
from typing import Any

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from property_ops.framework.bulk import slices
from property_ops.framework.importing.telling import FieldChange, new_fact
from property_ops.framework.models import User

BATCH = 500
CHUNK = 5_000


class Changes:
    """Updates are written before new rows, so that an ended period makes room for the one that follows it.

    `told` is what changes of what was there, before and after.
    """

    def __init__(self, *, by: User, reason: str) -> None:
        self._by, self._reason = by, reason[:100]
        self._new: dict[type[models.Model], list[models.Model]] = {}
        self._changed: dict[tuple[type[models.Model], tuple[str, ...]], list[models.Model]] = {}
        self.told: list[FieldChange] = []

    def create(self, thing: models.Model) -> None:
        self._new.setdefault(type(thing), []).append(thing)
        if fact := new_fact(thing):
            self.told.append(fact)

    def update(self, thing: models.Model, fields: Sequence[str]) -> None:
        self._changed.setdefault((type(thing), tuple(sorted(fields))), []).append(thing)

    def set(self, thing: models.Model, values: dict[str, Any]) -> bool:
        """Put the values into an existing row; True if any differs from what it had."""
        different = [name for name, value in values.items() if getattr(thing, name) != value]
        for name in different:
            self.told.append(FieldChange(thing, name, getattr(thing, name), values[name]))
            setattr(thing, name, values[name])
        if different:
            self.update(thing, different)
        return bool(different)

    def apply(self) -> None:
        for (model, fields), things in self._changed.items():
            for some in slices(things, CHUNK):
                self._write_changed(model, fields, some)
        for model in self._in_order():
            for some in slices(self._new[model], CHUNK):
                self._write_new(model, some)

    def _in_order(self) -> list[type[models.Model]]:
        """Kinds of new rows, each after those that its rows name: a new owner may be of an old unit or a new one."""
        named = {
            model: [
                field.related_model
                for field in model._meta.concrete_fields
                if field.is_relation and field.related_model in self._new and field.related_model is not model
            ]
            for model in self._new
        }
        return list(TopologicalSorter(named).static_order())

    def _write_changed(self, model: type[models.Model], fields: tuple[str, ...], some: list[models.Model]) -> None:
        if _keeps_history(model):
            bulk_update_with_history(
                some, model, fields, batch_size=BATCH, default_user=self._by, default_change_reason=self._reason
            )
        else:
            model._default_manager.bulk_update(some, fields, batch_size=BATCH)

    def _write_new(self, model: type[models.Model], some: list[models.Model]) -> None:
        if _keeps_history(model):
            bulk_create_with_history(
                some, model, batch_size=BATCH, default_user=self._by, default_change_reason=self._reason
            )
        else:
            model._default_manager.bulk_create(some, batch_size=BATCH)


def _keeps_history(model: type[models.Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")
