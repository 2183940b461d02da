"""What the pages of all that one prepares and another decides have in common: states, who may decide, the history."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.framework.web.display import badge
from property_ops.kernel.money import NotMoney, Yuan
from property_ops.kernel.writing import folded

STATE_NAMES = {"waiting": _("waits for approval"), "approved": _("approved"), "dropped": _("dropped")}
STATE_COLOURS = {"waiting": "yellow", "approved": "green", "dropped": "gray"}


def state_badge(state: str) -> Any:
    return badge(STATE_NAMES[state], STATE_COLOURS[state])


@dataclass(frozen=True, slots=True)
class Decision:
    """The buttons of something that waits: `own` says that another person must approve it."""

    approve_url: str
    drop_url: str
    may_approve: bool
    may_drop: bool
    own: bool


def decision(thing: Any, user: User, *, kind: str, permission: str) -> Decision | None:
    """The buttons this person gets; None once it is decided. `kind` begins the names of the addresses."""
    if thing.state != "waiting":
        return None
    own = thing.prepared_by_id == user.pk
    may_approve = user.has_perm(permission)
    return Decision(
        approve_url=reverse(f"{kind}_approve", args=[thing.pk]),
        drop_url=reverse(f"{kind}_drop", args=[thing.pk]),
        may_approve=may_approve and not own,
        may_drop=may_approve or own,
        own=own,
    )


def history(thing: Any) -> list[tuple[Any, Any, Any]]:
    """(what, by, when) of preparing and deciding."""
    found = [(_("Prepared"), thing.prepared_by, thing.prepared_at)]
    if thing.decided_at:
        decided = _("Approved") if thing.state == "approved" else _("Dropped")
        found.append((decided, thing.decided_by, thing.decided_at))
    return found


class Amount(forms.CharField):
    """An amount in yuan, as the office types it; nothing where it is left empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off", "class": "form-control"}

    def clean(self, value: Any) -> Any:
        text = folded(super().clean(value)).strip()
        if not text:
            return None
        try:
            return Yuan.parse(text)
        except NotMoney as error:
            raise forms.ValidationError(_("This is not an amount with at most two decimals.")) from error
