"""The text of what residents read, as HTML that a page may hold."""

import nh3
from django.utils.safestring import SafeString

from property_ops.modules.news.domain.marks import as_html

TAGS = {"p", "br", "h3", "ul", "li", "strong", "a"}


def body_html(text: str) -> SafeString:
    """Cleaned once more, whatever the marks made of it."""
    clean = nh3.clean(as_html(text), tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"})
    return SafeString(clean)
