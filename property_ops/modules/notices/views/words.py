"""What the pages of the outbox have in common."""

from typing import Any

from django.utils.translation import gettext

from property_ops.framework.web.display import Badges
from property_ops.modules.notices.domain.states import STATE_COLOURS, MessageState
from property_ops.modules.notices.selectors.templates import templates

VIEW = "notices.view"
STATES = Badges.of(MessageState, STATE_COLOURS)


def title_of(name: str) -> str:
    """What a template is called; its name where its module is gone."""
    found = templates().get(name)
    return gettext(found.title) if found else name


def template_choices() -> list[tuple[str, Any]]:
    return [(name, gettext(one.title)) for name, one in templates().items()]
