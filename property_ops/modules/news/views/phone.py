"""Estate news on the grid worker's phone: how much is shown now, and where it is written."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from property_ops.framework.models import User
from property_ops.modules.news.selectors import posts_shown
from property_ops.modules.news.services import WRITE


def section_for(user: User) -> tuple[str, str] | None:
    """Of slot `phone_sections`."""
    if not user.has_perm(WRITE):
        return None
    count = posts_shown(user, on=timezone.localdate()).count()
    return gettext("Estate news: %(count)s shown now") % {"count": count}, reverse("news")
