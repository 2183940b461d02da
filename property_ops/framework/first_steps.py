"""What has to be there before the first month can be billed, in order: what is, and what is missing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Of slot `first_steps`. `words`: what to do. `permission`: whoever may do it is led to `url()`. The step that
    comes last is the end of beginning: once it `is_done`, no step is shown to anybody."""

    title: Any
    words: Any
    permission: str
    is_done: Callable[[], bool]
    url: Callable[[], str]
    order: int


@dataclass(frozen=True, slots=True)
class ShownFirstStep:
    title: Any
    words: Any
    is_done: bool
    url: str


def first_steps() -> list[FirstStep]:
    return sorted(plugged_into("first_steps"), key=lambda step: step.order)


def is_beginning() -> bool:
    """Whether the company has not come through its first month yet."""
    steps = first_steps()
    return bool(steps) and not steps[-1].is_done()


def shown_first_steps(user: User) -> list[ShownFirstStep]:
    """All of them, each with where this person may see to it."""
    return [
        ShownFirstStep(one.title, one.words, one.is_done(), one.url() if user.has_perm(one.permission) else "")
        for one in first_steps()
    ]
