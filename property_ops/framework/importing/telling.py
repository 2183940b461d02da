"""What an import changed of what was there, before → after, for the audit log (docs/product.md rule 20)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils import translation

from property_ops.framework import audit
from property_ops.framework.approval.models import Prepared
from property_ops.framework.bulk import slices
from property_ops.framework.models import User
from property_ops.kernel.personal import masked_phone
from property_ops.kernel.quantity import plain

ACTION = "import.changed"
IN_ONE_EVENT = 100
LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a stored row before and after; no field where the row itself is a new fact."""

    thing: models.Model
    field: str
    before: Any
    after: Any


def record_changes(changes: Iterable[FieldChange], *, file: str, by: User) -> None:
    """As many events as it takes, in the transaction of the import. Phones are masked."""
    for some in slices(list(changes), IN_ONE_EVENT):
        audit.record(by=by, action=ACTION, subject=file[:120], changes=list(_told(some)))


def _told(changes: Sequence[FieldChange]) -> Iterator[list[Any]]:
    """Of each: kind, which, field (msgids and names), before, after; of what is new, all that it says."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for one in changes:
        by_model.setdefault(type(one.thing), []).append(one.thing)
    for model, things in by_model.items():
        prefetch_related_objects(things, *_paths(model))
    with translation.override(None):
        for one in changes:
            meta = one.thing._meta
            field = meta.get_field(one.field) if one.field else None
            name = str(field.verbose_name) if isinstance(field, models.Field) else ""
            after = _said(field, one.after) if one.field else _new(one.thing)
            yield [str(meta.verbose_name), _which(one.thing), name, _said(field, one.before), after]


def new_fact(thing: models.Model) -> FieldChange | None:
    """A new row with a first day that hangs on a stored one is a change of that: a new owner, a new rate."""
    if not hasattr(thing, "start") or not any(_parent(thing, name) for name in _foreign_keys(type(thing))):
        return None
    return FieldChange(thing, "", None, None)


def _new(thing: models.Model) -> list[str]:
    of_approval = {field.name for field in Prepared._meta.get_fields()} if isinstance(thing, Prepared) else set()
    fields = [
        field
        for field in thing._meta.concrete_fields
        if not (field.is_relation or field.primary_key or field.name in of_approval)
    ]
    return [said for field in fields if (said := _said(field, getattr(thing, field.name)))]


def _parent(thing: models.Model, name: str) -> bool:
    parent = thing._state.fields_cache.get(name)
    return getattr(parent, "pk", None) is not None if parent is not None else False


def _which(thing: models.Model) -> str:
    """The estate, and what the thing is called or hangs on."""
    estate = _follow(thing, getattr(type(thing), "estate_path", ""))
    own = str(thing) if type(thing).__str__ is not models.Model.__str__ else ""
    parents = [str(getattr(thing, name) or "") for name in _foreign_keys(type(thing))[:1]]
    return " ".join(dict.fromkeys(filter(None, [str(estate or ""), *parents, own])))


def _follow(thing: Any, path: str) -> Any:
    for name in path.split("__") if path else ():
        thing = getattr(thing, name, None)
    return thing if path else None


def _paths(model: type[models.Model]) -> list[str]:
    path = getattr(model, "estate_path", "")
    return [*_foreign_keys(model)[:1], *([path] if _is_relation(model, path) else [])]


def _is_relation(model: type[models.Model], path: str) -> bool:
    """Whether each step of the path is a foreign key."""
    step: Any = model
    for name in path.split("__") if path else ():
        try:
            field = step._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        if not field.is_relation:
            return False
        step = field.related_model
    return bool(path)


@cache
def _foreign_keys(model: type[models.Model]) -> list[str]:
    fields = model._meta.concrete_fields
    return [one.name for one in fields if isinstance(one, models.ForeignKey) and one.related_model is not User]


def _said(field: Any, value: Any) -> str:
    """As people read it: the words (msgids) of a choice, a masked phone, a dash for nothing."""
    if value is None or value == "":
        return ""
    if field is not None and "phone" in field.name:
        return masked_phone(str(value))
    if isinstance(value, Decimal):
        return plain(value)
    choices = dict(field.flatchoices) if field is not None and getattr(field, "choices", None) else {}
    return str(choices.get(value, value))[:LONGEST_VALUE]
