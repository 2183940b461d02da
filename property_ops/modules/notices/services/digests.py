"""What waits for somebody of the staff (待我办理), by e-mail each morning, for those who want it."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.todo import tasks_of
from property_ops.kernel.text import gettext_noop
from property_ops.modules.notices.domain.errors import NoAddress
from property_ops.modules.notices.domain.templates import NoticeTemplate
from property_ops.modules.notices.models import DigestReader
from property_ops.modules.notices.selectors.digests import digest_readers
from property_ops.modules.notices.services.telling import tell_staff

DIGEST = NoticeTemplate(
    "todo_digest",
    gettext_noop("What waits for you today"),
    gettext_noop("%(count)s things wait for you: %(titles)s."),
    ("count", "titles"),
    link=lambda facts, today: reverse("dashboard"),
    at_once=True,
    for_staff=True,
)
"""Of slot `notice_templates`."""


def want_digest(*, user: User, address: str, wanted: bool, now: datetime) -> None:
    """One's own choice: from the next morning on, or no more. Safe to repeat. Raises NoAddress."""
    if wanted and not address:
        raise NoAddress()
    User.objects.filter(pk=user.pk).update(email=address)
    if wanted:
        _, changed = DigestReader.objects.get_or_create(user=user, defaults={"since": now})
    else:
        changed = bool(DigestReader.objects.filter(user=user).delete()[0])
    if changed:
        audit.record(by=user, action="notices.digest", subject=user.username, wanted=wanted)


def send_digests(*, now: datetime, today: date) -> None:
    """Once a day and reader; nothing where nothing waits. Safe to repeat."""
    for reader in digest_readers():
        tasks = tasks_of(reader.user)
        if not tasks:
            continue
        with translation.override(reader.user.language or settings.LANGUAGE_CODE):
            titles = "；".join(f"{task.title} {task.count}" for task in tasks)
        facts = {"count": str(sum(task.count for task in tasks)), "titles": titles}
        tell_staff(template=DIGEST.name, user=reader.user, about=str(today), facts=facts, now=now)


def is_morning(now: datetime) -> bool:
    """After eight, on any day; before noon, so that a server that was off all morning tells nobody of it at night."""
    return 8 <= timezone.localtime(now).hour < 12 and digest_readers().exists()
