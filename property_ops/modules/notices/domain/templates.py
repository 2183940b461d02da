"""What people are told of: of slot `notice_templates`, one object each, brought by whoever knows of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.text import gettext_noop


@dataclass(frozen=True, slots=True)
class NoticeTemplate:
    """`title` and `words` are msgids; `words` has `%(fact)s` for each of `facts`, which stand in the order of the
    variables of a template that a platform registered under the same `name`.

    What goes out on the phone is read by whoever holds it: no amounts, no names (docs/product.md rule 20).
    `link` gives the address below the site's that leads to it, or "": made when it is sent, and not kept. Without one
    it is the page of all that a household sees (slot `household_page`).
    `usually`: whether an estate that said nothing has it told. `at_once`: waits for nothing else of the household.
    `for_staff`: no household is told of it.
    """

    name: str
    title: str
    words: str
    facts: tuple[str, ...]
    link: Callable[[Mapping[str, str], date], str] | None = None
    usually: bool = True
    at_once: bool = False
    for_staff: bool = False

    def fault(self) -> str:
        """What is wrong with it, or nothing."""
        try:
            self.words % dict.fromkeys(self.facts, "")
        except (KeyError, ValueError, TypeError) as error:
            return f"its words ask for what is no fact of it ({error})"
        return "" if self.name.isidentifier() and len(self.name) <= NAME_LENGTH else "its name is no short identifier"


NAME_LENGTH = 30
SEVERAL = NoticeTemplate(
    "several",
    gettext_noop("Several things"),
    gettext_noop("%(count)s notices of your property office: %(titles)s."),
    ("count", "titles"),
)
"""What a household is told of several things that came together, where a platform has a text of its own for each."""


def fault_of(plugged: NoticeTemplate) -> str:
    return plugged.fault()


def one_after_another(words: Sequence[str]) -> str:
    """Several texts as one; each once."""
    return "\n".join(dict.fromkeys(words))
