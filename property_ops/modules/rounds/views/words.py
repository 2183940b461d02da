"""Rights and words that the pages of rounds share."""

from typing import Any

from django.utils.translation import gettext as _

from property_ops.modules.rounds.public import PER

VIEW = "rounds.view"


def promise_words(line: Any) -> str:
    """`2 a day, 08:00–10:00, with photo`."""
    parts = [_("%(times)s %(per)s") % {"times": line.times, "per": dict(PER)[line.per]}]
    if line.window_from and line.window_until:
        parts.append(f"{line.window_from:%H:%M}–{line.window_until:%H:%M}")
    if line.needs_photo:
        parts.append(_("with photo"))
    if line.excused_by_weather:
        parts.append(_("not in bad weather"))
    return _(", ").join(parts)
