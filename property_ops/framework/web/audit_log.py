"""Who did or looked at what."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.audit.words import WORDS
from property_ops.framework.audit.writer import take_in
from property_ops.framework.importing.telling import ACTION as CHANGED
from property_ops.framework.models import AuditEvent, User
from property_ops.framework.slots import plugged_into
from property_ops.framework.web import columns
from property_ops.framework.web.display import shown
from property_ops.framework.web.filters import DayFilter, Filters, Model
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.navigation import entries
from property_ops.kernel.text import gettext_noop

OURS = {
    "people.viewed": gettext_noop("looked at a unit's people"),
    "people.seen": gettext_noop("looked at people's data"),
    "people.sought": gettext_noop("searched everything, and found people"),
    "people.listed": gettext_noop("looked at a list of people"),
    "people.exported": gettext_noop("exported a list to Excel"),
    "files.opened": gettext_noop("opened a file"),
    "import.file": gettext_noop("imported files"),
    "import.changed": gettext_noop("changed by an import what was registered"),
    "staff.created": gettext_noop("made an account"),
    "staff.changed": gettext_noop("changed an account"),
    "staff.estates_assigned": gettext_noop("assigned estates to an account"),
    "staff.password_reset": gettext_noop("gave an account a new password"),
    "approval.approved": gettext_noop("approved"),
    "approval.rejected": gettext_noop("rejected"),
    "approval.withdrawn": gettext_noop("withdrew"),
    "backup.made": gettext_noop("made a backup"),
    "register.exported": gettext_noop("exported a register"),
    "backup.moved": gettext_noop("moved the installation to another database"),
    "token.made": gettext_noop("made a personal token"),
    "token.revoked": gettext_noop("revoked a personal token"),
    "command.refused": gettext_noop("gave a wrong password on the command line"),
    "clock.confirmed": gettext_noop("said that the day of the clock is right"),
    "tasks.taken_up": gettext_noop("took a background task up again"),
    "tasks.dropped": gettext_noop("dropped a background task"),
    "user.logged_in": gettext_noop("logged in"),
    "second_factor.set_up": gettext_noop("set up a second factor"),
    "second_factor.turned_off": gettext_noop("turned off their second factor"),
    "second_factor.recovery_code": gettext_noop("logged in with a recovery code"),
    "second_factor.failed": gettext_noop("gave a wrong code"),
    "second_factor.reset": gettext_noop("took away the second factor of an account"),
    "user.login_failed": gettext_noop("failed to log in"),
    "user.sign_on_failed": gettext_noop("failed to log in by single sign-on"),
    "user.locked_out": gettext_noop("was locked out after failed log-ins"),
    "user.password_changed": gettext_noop("changed their own password"),
}


DETAILS = {
    "changes": gettext_noop("changes"),
    "rows": gettext_noop("rows"),
    "page": gettext_noop("page"),
    "asked": gettext_noop("asked for"),
    "roles": gettext_noop("roles"),
    "active": gettext_noop("may log in"),
    "estates": gettext_noop("estates"),
    "bills": gettext_noop("bills"),
    "statements": gettext_noop("statements"),
    "pages": gettext_noop("pages"),
    "sheets": gettext_noop("sheets"),
    "merged": gettext_noop("in one file"),
    "of": gettext_noop("kind"),
    "reason": gettext_noop("reason"),
    "via": gettext_noop("through"),
    "task": gettext_noop("task"),
    "operating_user": gettext_noop("user of the operating system"),
}


@cache
def actions_in_words() -> Mapping[str, str]:
    """Action → msgid: ours and those that modules declare in their manifests' slot `audit_actions`."""
    words = dict(OURS)
    for declared in plugged_into("audit_actions"):
        words |= declared
    return words


@cache
def pages_by_address() -> Mapping[str, str]:
    """Address → label of the pages of the menu."""
    return {reverse(entry.url_name): entry.label for entry in entries()}


class AuditTable(columns.ListTable):
    at = columns.Moment(verbose_name=_("time"))
    user = columns.Text(verbose_name=_("who"), default=_("nobody"))
    action = columns.Text(verbose_name=_("action"))
    subject = columns.Text(verbose_name=_("subject"), attrs={"td": {"class": "keep"}})
    detail = columns.Text(verbose_name=_("detail"), orderable=False, attrs={"td": {"class": "small-text wide-text"}})

    def render_action(self, value: str) -> str:
        return gettext(actions_in_words().get(value, value))

    def render_detail(self, value: dict[str, Any], record: AuditEvent) -> str:
        told = value | {key: gettext(value[key]) for key in ("of", "via") if value.get(key)}
        if record.action == CHANGED:
            told = {"changes": [_change(one) for one in told.pop("changes")]} | told
        said = {key: item for key, item in told.items() if item not in ({}, [], "", None)}
        return "; ".join(f"{_called(key)}: {_listed(item)}" for key, item in said.items())

    def render_subject(self, value: str) -> str:
        """A page by its name in the menu, before its address."""
        name = pages_by_address().get(value)
        return f"{gettext(name)} {value}" if name else value


class AuditFilters(Filters):
    user = Model(queryset=User.objects.order_by("username"), label=_("who"), empty_label=_("everybody"))
    since = DayFilter(field_name="at", lookup_expr="date__gte", label=_("from"))
    until = DayFilter(field_name="at", lookup_expr="date__lte", label=_("until"))
    only = django_filters.ChoiceFilter(
        field_name="action",
        lookup_expr="startswith",
        label=_("action"),
        empty_label=_("all"),
        choices=[
            ("people.", _("looks at and exports of people's data")),
            ("import.", _("imports")),
            ("staff.", _("accounts")),
            ("approval.", _("approvals")),
        ],
    )


class AuditLog(ListPage):
    title = _("Audit log")
    subtitle = _("Nobody can change or delete these entries.")
    permission_required = "audit.view"
    table_class = AuditTable
    filterset_class = AuditFilters
    days_of = ("since", "until")
    search_hint = _("subject or action")
    export_name = "audit-log"
    personal_data = True

    def record_list(self, table: Any) -> None:
        """Reading the log is not logged: it would fill itself."""

    def record_look(self) -> None:
        """Neither is it here."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Says so where looks of the last moments are not in the list: another's work keeps the database busy."""
        if not take_in(seconds=1):
            self.subtitle = _("The database is busy: some looks of the last minutes are not in this list yet.")
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        return AuditEvent.objects.select_related("user")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(Q(subject__icontains=text) | Q(action__icontains=text))


def _called(key: str) -> str:
    return gettext(DETAILS[key]) if key in DETAILS else str(WORDS.get(key, key))


def _listed(item: Any) -> str:
    if isinstance(item, dict):
        return ", ".join(f"{key}={value}" for key, value in item.items())
    if isinstance(item, bool):
        return str(shown(item))
    return ", ".join(map(_listed, item)) if isinstance(item, list) else str(item)


def _change(told: list[Any]) -> str:
    """“unit BC01-5-2-301 building area: 80 → 82.5”, as `importing.telling` keeps it."""
    kind, which, field, before, after = told
    words = " ".join(filter(None, (_word(kind), which, _word(field))))
    if not field:
        return f"{words}: {' '.join(map(_word, after))}"
    return f"{words}: {_word(before) or '–'} → {_word(after) or '–'}"


def _word(text: str) -> str:
    return gettext(text) if text else ""
