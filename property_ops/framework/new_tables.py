"""Migrations whose tables do not cost more the more there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from django.db import migrations
from django.db.migrations.optimizer import MigrationOptimizer


class NewTables(migrations.Migration):
    """A migration as Django writes it, that renders only the model which an operation makes or changes.

    Django renders a model anew together with all that are tied to it. Ours are all tied to each other, and making an
    empty database took 14 seconds of which the database had half of one.

    What it adds to a table that it makes itself is made with the table: SQLite copies a table for each constraint.
    """

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        alone = [_alone(operation) for operation in self.operations]
        self.operations = MigrationOptimizer().optimize(alone, app_label)  # type: ignore[misc]  # Django's own is so


def _alone(operation: Any) -> Any:
    return ALONE[type(operation)].like(operation) if type(operation) in ALONE else operation


class _Alone:
    """An operation that renders its model alone: of the others, each only learns who points to it.

    Where a function of Python's follows (RunPython), Django makes all models anew for it.
    """

    @classmethod
    def like(cls, operation: Any) -> Self:
        _, arguments, named = operation.deconstruct()
        return cls(*arguments, **named)

    def state_forwards(self: Any, app_label: str, state: Any) -> None:
        rendered = state.__dict__.get("apps")
        if rendered is None:
            super().state_forwards(app_label, state)  # type: ignore[misc]
            return
        if _are_of_another_state(rendered):
            del state.apps
            rendered = state.apps
        name = (self.name if isinstance(self, migrations.CreateModel) else self.model_name).lower()
        with _nothing_rendered(state):
            super().state_forwards(app_label, state)  # type: ignore[misc]
        rendered.unregister_model(app_label, name)
        rendered.render_multiple([state.models[app_label, name]])
        state.is_delayed = True


@contextmanager
def _nothing_rendered(state: Any) -> Iterator[None]:
    rendered = state.__dict__.pop("apps")
    yield
    state.apps = rendered


def _are_of_another_state(rendered: Any) -> bool:
    """A copied state shares its models with the one it was copied from, which must not learn of a later table."""
    return any(model._meta.apps is not rendered for models in rendered.all_models.values() for model in models.values())


class NewTable(_Alone, migrations.CreateModel):
    """A table, with what the same migration adds to it."""

    def reduce(self, operation: Any, app_label: str) -> Any:
        if isinstance(operation, NewConstraint) and operation.model_name_lower == self.name_lower:
            constraints = [*self.options.get("constraints", []), operation.constraint]
            options = {**self.options, "constraints": constraints}
            return [NewTable(self.name, self.fields, options, self.bases, self.managers)]
        less = super().reduce(operation, app_label)
        return [_alone(one) for one in less] if isinstance(less, list) else less


class NewColumn(_Alone, migrations.AddField):
    """A column."""


class ChangedColumn(_Alone, migrations.AlterField):
    """A column of another kind, or with other choices."""


class NoColumn(_Alone, migrations.RemoveField):
    """A column less."""


class NewConstraint(_Alone, migrations.AddConstraint):
    """A constraint."""

    def references_model(self, name: str, app_label: str) -> bool:
        return name.lower() == self.model_name_lower


class NoConstraint(_Alone, migrations.RemoveConstraint):
    """A constraint less."""


class NewIndex(_Alone, migrations.AddIndex):
    """An index."""

    def references_model(self, name: str, app_label: str) -> bool:
        return name.lower() == self.model_name_lower


ALONE: dict[type, Any] = {
    migrations.CreateModel: NewTable,
    migrations.AddField: NewColumn,
    migrations.AlterField: ChangedColumn,
    migrations.RemoveField: NoColumn,
    migrations.AddConstraint: NewConstraint,
    migrations.RemoveConstraint: NoConstraint,
    migrations.AddIndex: NewIndex,
}
