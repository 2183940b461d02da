"""Background tasks: a worker that dies leaves its task to the next one.

What is to be done stands in the database, whoever does it and however they are called (docs/adr/0062). Every task is
safe to run twice, and is told how often it was begun (`context.attempt`): from the second time on it takes up what
another began, and after MOST_ATTEMPTS it ends with a sentence, for it is what the workers die of.
"""

from dataclasses import dataclass
from typing import Any

MOST_ATTEMPTS = 3
PATIENCE_SECONDS = 15 * 60

USUAL, LONG = "default", "long"
QUEUES = (USUAL, LONG)
"""What takes minutes waits in a queue of its own, so that what takes seconds need not wait for it."""


@dataclass(frozen=True, slots=True)
class TaskKind:
    """Of slot `task_kinds`: what a task is called, and the page where its person starts it anew.

    One without a page can be taken up again by the operator; of one with a page the page knows what became of it.
    """

    task: Any
    title: str
    page: str = ""
