"""The templates that modules bring, and what an estate's households are told of."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from property_ops.framework.slots import plugged_into
from property_ops.modules.notices.domain.templates import SEVERAL, NoticeTemplate
from property_ops.modules.notices.models import NoticeSwitch


@dataclass(frozen=True, slots=True)
class ToldIn:
    """In which estates people are told of something."""

    usually: bool
    switched: dict[int, bool]

    def __contains__(self, estate_id: int) -> bool:
        return self.switched.get(estate_id, self.usually)

    @property
    def anywhere(self) -> bool:
        return self.usually or any(self.switched.values())


@cache
def templates() -> dict[str, NoticeTemplate]:
    """By name. Two of one name are refused."""
    found: tuple[NoticeTemplate, ...] = (SEVERAL, *plugged_into("notice_templates"))
    by_name = {one.name: one for one in found}
    if len(by_name) < len(found):
        raise ValueError("two templates of notices have one name")
    return by_name


def estate_templates() -> list[NoticeTemplate]:
    """Those that an estate may have told or not."""
    return [one for one in templates().values() if one is not SEVERAL and not one.for_staff]


def told_in(template: NoticeTemplate) -> ToldIn:
    switched = NoticeSwitch.objects.filter(template=template.name)
    return ToldIn(template.usually, dict(switched.values_list("estate_id", "on")))


def told_names() -> Callable[[int], list[str]]:
    """Of an estate, the names of all that its households are told of; asked once for all estates."""
    switched = {(one.estate_id, one.template): one.on for one in NoticeSwitch.objects.all()}
    known = [(one.name, one.usually) for one in estate_templates()]
    return lambda estate: [name for name, usually in known if switched.get((estate, name), usually)]
