"""A form over a stored row bears what stood in it when it was shown: what somebody else changed meanwhile is not
overwritten unseen."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _

SEEN = "seen"


def watch(form: Any) -> None:
    """Let the form of a stored row bear what is in the row now. Other forms stay as they are."""
    if not isinstance(form, forms.ModelForm) or form.instance.pk is None:
        return
    stored = {
        name: _as_text(field.prepare_value(form.get_initial_for_field(field, name)))
        for name, field in form.fields.items()
        if not field.disabled and not isinstance(field, forms.FileField)
    }
    form.fields[SEEN] = forms.CharField(required=False, widget=forms.HiddenInput, initial=json.dumps(stored))


def refuse_overwriting(form: Any) -> bool:
    """Whether the row was changed since the form was shown: each such field is told with both values.

    Sent once more, the form is taken: who sees both may choose. A form without what was seen (a script's) is not asked.
    """
    field = form.fields.get(SEEN) if isinstance(form, forms.BaseForm) else None
    if field is None:
        return False
    seen, stored = _read(form.cleaned_data.pop(SEEN, "")), json.loads(field.initial)
    changed = [name for name in seen if name in stored and seen[name] != stored[name]]
    for name in changed:
        typed = _as_text(form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name)))
        if typed != stored[name]:
            words = {"stored": stored[name] or "—", "typed": typed or "—"}
            said = _(
                "Somebody changed this to “%(stored)s” meanwhile; you entered “%(typed)s”. Save again to keep yours."
            )
            form.add_error(name, said % words)
    if not form.errors:
        return False
    form.data = form.data.copy()
    form.data[form.add_prefix(SEEN)] = field.initial
    return True


def _read(text: str) -> dict[str, str]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _as_text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(str(one) for one in value)
    return "" if value is None else str(value)
