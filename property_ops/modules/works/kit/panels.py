"""The panel of what was measured, on the page of a work."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.functional import cached_property

from property_ops.framework.web.tabs import Panel
from property_ops.modules.works import selectors
from property_ops.modules.works.public import MeasuredPart, WorkResult


class PartsPanel(Panel):
    """Of slot `work_panels`: give `title`, `permission`, `icon`, `template_name`, `model`, `register`, `is_there()`.

    The template gets `parts` with the area of each, and `may_record`: the person may measure, and it is not too late.
    """

    order = 20
    wide = True
    model: ClassVar[type[MeasuredPart]]
    register: ClassVar[str]  # the address of what the parts are made with
    record: ClassVar[str]  # the permission to measure

    @property
    def url(self) -> str:
        return reverse(self.register)

    @cached_property
    def parts(self) -> list[Any]:
        return list(selectors.parts_of(self.model, self.subject))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "work": self.subject,
            "parts": [(part, part.rule.area) for part in self.parts],
            "may_record": self.user.has_perm(self.record) and self.subject.result != WorkResult.ACCEPTED,
        }
