"""What waits for somebody of the staff (待我办理), by e-mail each morning, for those who want it."""

from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.todo import tasks_of
from property_ops.kernel.text import gettext_noop
from property_ops.modules.notices.domain.errors import NoAddress
from property_ops.modules.notices.domain.quiet import QuietHours
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


TODO_NOW = NoticeTemplate(
    "todo_now",
    gettext_noop("Something new waits for you"),
    gettext_noop("New since the last message: %(titles)s."),
    ("titles",),
    link=lambda facts, today: reverse("dashboard"),
    at_once=True,
    for_staff=True,
)
"""Of slot `notice_templates`."""


def want_digest(
    *,
    user: User,
    address: str,
    wanted: bool,
    now: datetime,
    at_once: bool = False,
    quiet_from: time | None = None,
    quiet_until: time | None = None,
) -> None:
    """One's own choice: from the next morning on, or no more. Safe to repeat. Raises NoAddress."""
    if wanted and not address:
        raise NoAddress()
    User.objects.filter(pk=user.pk).update(email=address)
    if wanted:
        choice = {"at_once": at_once, "quiet_from": quiet_from, "quiet_until": quiet_until}
        first = choice | {"since": now, "told": _counted(user)}
        _, changed = DigestReader.objects.update_or_create(user=user, defaults=choice, create_defaults=first)
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


def send_at_once(*, now: datetime) -> None:
    """Those who want it during the day are told of what is new, once; nothing in their quiet hours. Safe to repeat."""
    for reader in digest_readers().filter(at_once=True):
        if _is_quiet(reader, now):
            continue
        with transaction.atomic():
            locked = DigestReader.objects.select_for_update().get(pk=reader.pk)
            tasks = tasks_of(reader.user)
            counts = {task.url: task.count for task in tasks}
            if counts == locked.told:
                continue
            new = [task for task in tasks if task.count > locked.told.get(task.url, 0)]
            locked.told = counts
            locked.save(update_fields=["told"])
            if new:
                with translation.override(reader.user.language or settings.LANGUAGE_CODE):
                    titles = "；".join(f"{task.title} {task.count}" for task in new)
                about = now.strftime("%Y-%m-%dT%H:%M:%S")
                tell_staff(template=TODO_NOW.name, user=reader.user, about=about, facts={"titles": titles}, now=now)


def somebody_wants_it_now() -> bool:
    return digest_readers().filter(at_once=True).exists()


def _is_quiet(reader: DigestReader, now: datetime) -> bool:
    if reader.quiet_from is None or reader.quiet_until is None:
        return False
    return QuietHours(reader.quiet_from, reader.quiet_until).hold(now)


def _counted(user: User) -> dict[str, int]:
    """What waits already is not new."""
    return {task.url: task.count for task in tasks_of(user)}


def is_morning(now: datetime) -> bool:
    """After eight, on any day; before noon, so that a server that was off all morning tells nobody of it at night."""
    return 8 <= timezone.localtime(now).hour < 12 and digest_readers().exists()
