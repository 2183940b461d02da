"""The steps of a month's end, and what a step reports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class StepRequest:
    """What a step is asked to do: for these estates, all for none named. `by` is the user who pressed."""

    month: Month
    by: Any
    estate_codes: Sequence[str]


AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class StepResult:
    """A sentence to be translated, and what is in it: whole numbers (`amount` in fen), or words."""

    message: str
    data: Mapping[str, Any] = field(default_factory=dict)


def added(results: Sequence[StepResult]) -> StepResult:
    """What a step did in several estates, in one sentence: the one that says most."""
    message = max(results, key=lambda one: len(one.data)).message
    total: dict[str, Any] = {}
    for one in results:
        for name, found in one.data.items():
            if name not in total:
                total[name] = found
            else:
                total[name] += found if isinstance(found, int) else f"、{found}"
    return StepResult(message, total)


@dataclass(frozen=True, slots=True)
class MonthEndStep:
    """A button of the month-end page, a task for each estate. `doing` is said while it runs; msgids both.

    `refuse` raises what is refused as a whole, before any estate is begun.
    """

    code: str
    permission: str
    doing: str
    perform: Callable[[StepRequest, Progress], StepResult]
    refuse: Callable[[StepRequest], None] = lambda order: None


DONE, NOW, LATER, LOOK = "done", "now", "later", "look"


@dataclass(frozen=True, slots=True)
class StepButton:
    """`url` is where the form is posted. With `confirm`, the question is asked first."""

    label: str
    url: str
    confirm: str = ""
    primary: bool = True


@dataclass(frozen=True, slots=True)
class StepLink:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A place of the step line, in the reader's language.

    `state` is DONE, NOW (somebody has to press), LOOK (somebody has to look) or LATER.
    """

    title: str
    state: str
    words: str
    buttons: Sequence[StepButton] = ()
    links: Sequence[StepLink] = ()
    hint: str = ""


class StepRunning(BusinessError):
    code = "step_running"
    message = gettext_noop("A step of %(month)s is running already. Wait until it has finished.")


class UnknownStep(BusinessError):
    code = "unknown_step"
    message = gettext_noop("There is no step “%(step)s”.")


class StepInterrupted(BusinessError):
    code = "step_interrupted"
    message = gettext_noop("The step was interrupted. What was finished is kept; press the button again to go on.")


class PartNotThus(BusinessError):
    code = "month_end_part_not_thus"
    message = gettext_noop("No part of this step is in that state any more. Look at it again.")
