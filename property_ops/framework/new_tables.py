"""The migration in which an app begins: many tables at once, and none of them touches one that is there."""

from typing import Any, Self

from django.db import migrations


class NewTables(migrations.Migration):
    """A migration as Django writes it, whose new tables do not cost more the more there are.

    Django renders a model anew for every table that is made and tied to it. Ours are all tied to each other, and
    making an empty database took 14 seconds of which the database had half of one.
    """

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        self.operations = [  # type: ignore[misc]  # Django keeps a migration's own list so
            NewTable.like(operation) if type(operation) is migrations.CreateModel else operation
            for operation in self.operations
        ]


class NewTable(migrations.CreateModel):
    """CreateModel that renders the new model alone: of those that are there, each only learns who points to it."""

    @classmethod
    def like(cls, operation: migrations.CreateModel) -> Self:
        _, arguments, named = operation.deconstruct()
        return cls(*arguments, **named)

    def state_forwards(self, app_label: str, state: Any) -> None:
        rendered = state.__dict__.get("apps")
        if rendered is None or _are_of_another_state(rendered):
            super().state_forwards(app_label, state)
            return
        del state.apps  # so that add_model renders nothing
        super().state_forwards(app_label, state)
        rendered.render_multiple([state.models[app_label, self.name_lower]])
        state.apps = rendered


def _are_of_another_state(rendered: Any) -> bool:
    """A copied state shares its models with the one it was copied from, which must not learn of a later table."""
    return any(model._meta.apps is not rendered for models in rendered.all_models.values() for model in models.values())
