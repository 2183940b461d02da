"""What tasks are called: of slot `task_kinds`, and of the tasks that are due by the clock."""

from collections.abc import Mapping
from functools import cache

from property_ops.framework.background import TaskKind
from property_ops.framework.slots import plugged_into


def kind_of(path: str) -> TaskKind:
    """Of a task by its dotted path; one of an earlier version is called by its path."""
    return _kinds().get(path) or TaskKind(None, path)


@cache
def _kinds() -> Mapping[str, TaskKind]:
    named = [TaskKind(one.task, one.name) for one in plugged_into("timed_tasks")]
    return {kind.task.module_path: kind for kind in (*named, *plugged_into("task_kinds"))}
