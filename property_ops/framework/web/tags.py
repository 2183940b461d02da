"""Template tags of the kit; builtins, so that no template has to load them."""

from typing import Any

from django import template
from django.http import QueryDict
from django.template.defaulttags import CsrfTokenNode
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from property_ops.framework.approval.display import state_badge
from property_ops.framework.web import display
from property_ops.framework.web.form_keys import key_field
from property_ops.framework.web.offered import may_open
from property_ops.framework.web.qr import qr_svg
from property_ops.kernel.personal import masked_phone

register = template.Library()

register.filter("shown", display.shown)
register.filter("number", display.number)
register.filter("percent", display.percent)
register.filter("masked_phone", masked_phone)
register.filter("last_day", display.last_day)
register.simple_tag(display.badge)
register.simple_tag(state_badge, name="approval_state")
register.simple_tag(qr_svg, name="qr_code")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A Tabler icon: decoration, or with a label that is read aloud."""
    if label:
        return format_html('<i class="ti ti-{}" role="img" aria-label="{}" title="{}"></i>', name, label, label)
    return format_html('<i class="ti ti-{}" aria-hidden="true"></i>', name)


@register.simple_tag(takes_context=True)
def linked(context: Any, words: Any, url_name: str, *parts: Any) -> Any:
    """The words, and for who may open the page of that name a link to it: `{% linked unit.code 'unit' unit.code %}`."""
    if not may_open(context["request"].user, url_name):
        return words
    return format_html('<a href="{}">{}</a>', reverse(url_name, args=parts), words)


@register.simple_tag
def period(start: Any, end: Any) -> str:
    """The days `[start, end)` as people read them."""
    return display.days(start, end)


class _TokenAndKey(CsrfTokenNode):
    def render(self, context: Any) -> SafeString:
        return format_html("{}{}", super().render(context), key_field())


@register.tag
def csrf_token(parser: Any, token: Any) -> CsrfTokenNode:
    """Django's own, and the form's key beside it: every form that changes something has both."""
    return _TokenAndKey()


@register.filter
def translated(msgid: str) -> str:
    """A msgid that comes from data: a menu, a role, a kind of sheet."""
    return gettext(msgid) if msgid else ""


@register.filter
def at(items: Any, index: int) -> Any:
    """The item at a place, for two lists walked side by side."""
    return items[index]


@register.simple_tag(takes_context=True)
def query(context: Any, **changes: Any) -> str:
    """The page's own query string with `changes`; None removes a key."""
    current: QueryDict = context["request"].GET.copy()
    for key, value in changes.items():
        current.pop(key, None)
        if value not in (None, ""):
            current[key] = value
    return f"?{current.urlencode()}" if current else "?"
