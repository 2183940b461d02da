"""The outbox: what went out, what failed and what is done about it, and what waits."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Button
from property_ops.modules.estates.public import EstateFilter
from property_ops.modules.notices.public import Channel
from property_ops.modules.notices.selectors import outbox
from property_ops.modules.notices.services.again import SEND, put_aside, send_again
from property_ops.modules.notices.views.words import STATES, VIEW, template_choices, title_of

LIST = "messages"


class TroubleFilter(Choice):
    """Those that somebody has to look at."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return outbox.in_trouble(qs) if value else qs


class MessageTable(columns.ListTable):
    in_files_only = ("channel",)

    made_at = columns.Moment(verbose_name=_("since"), linkify=("message", {"pk": columns.A("pk")}))
    title = columns.Text(verbose_name=_("what of"))
    unit = columns.Text(verbose_name=_("to"), accessor="tenure__unit__code", default="")
    channel = columns.Text(verbose_name=_("carried by"))
    to = columns.Text(verbose_name=_("sent to"))
    sent_at = columns.Moment(verbose_name=_("sent"))
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    problem = columns.Text(verbose_name=_("what went wrong"))

    def render_unit(self, record: Any) -> str:
        return str(record.user) if record.user_id else record.tenure.unit.code

    value_unit = render_unit


class MessageFilters(Filters):
    estate = EstateFilter()
    state = Choice(choices=STATES.choices, label=_("state"), empty_label=_("all"))
    channel = Choice(choices=Channel.choices, label=_("carried by"), empty_label=_("all"))
    template = Choice(choices=template_choices, label=_("what of"), empty_label=_("all"))
    trouble = TroubleFilter(choices=[("1", _("to be looked at"))], label=_("failed"), empty_label=_("all"))


class Messages(ListPage):
    title = _("Messages")
    subtitle = _("What households and staff are told by text message, WeChat and e-mail.")
    permission_required = VIEW
    table_class = MessageTable
    filterset_class = MessageFilters
    search_hint = _("unit or title")
    export_name = "messages"
    personal_data = True
    empty_text = _("No message went out yet.")

    def get_queryset(self) -> QuerySet[Any]:
        return outbox.visible_messages(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return outbox.find_messages(queryset, text)

    def buttons(self) -> list[Button]:
        return [
            Button(_("Waiting and withheld"), reverse("notices"), "clock"),
            Button(_("What is told where"), reverse("notice_switches"), "settings"),
            Button(_("What waits for me, by e-mail"), reverse("my_digest"), "mail"),
        ]


class NoticeTable(columns.ListTable):
    made_at = columns.Moment(verbose_name=_("since"))
    template = columns.Text(verbose_name=_("what of"))
    unit = columns.Text(verbose_name=_("to"), accessor="tenure__unit__code", default="")
    withheld = columns.Text(verbose_name=_("not told"))

    def render_template(self, value: str) -> str:
        return title_of(value)

    value_template = render_template

    def render_unit(self, record: Any) -> str:
        return str(record.user) if record.user_id else record.tenure.unit.code

    value_unit = render_unit


class NoticeFilters(Filters):
    estate = EstateFilter()
    template = Choice(choices=template_choices, label=_("what of"), empty_label=_("all"))


class Notices(ListPage):
    """What has no message: it waits, or is not told."""

    title = _("Waiting and withheld")
    subtitle = _("What waits goes out together with what else comes for the household, outside the quiet hours.")
    permission_required = VIEW
    menu = LIST
    above = ((_("Messages"), LIST),)
    table_class = NoticeTable
    filterset_class = NoticeFilters
    export_name = "notices"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return outbox.visible_notices(self.user).filter(message=None)


class MessagePage(DetailPage):
    permission_required = VIEW
    personal_data = True
    menu = LIST
    above = ((_("Messages"), LIST),)
    template_name = "notices/message.html"

    def get_queryset(self) -> QuerySet[Any]:
        return outbox.visible_messages(self.user)

    def facts(self) -> list[Fact]:
        message = self.object
        whose = [Fact(_("to"), message.user)] if message.user_id else self._household()
        state = Fact(_("State"), STATES.badge(message.state))
        return [state, *whose, *facts_of(message, "channel", "to", "made_at", "sent_at", "tries", "problem")]

    def _household(self) -> list[Fact]:
        unit = self.object.tenure.unit
        return [Fact(_("to"), unit.code, reverse("unit", args=[unit.code])), *facts_of(self.object, "estate")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needs = outbox.needs_somebody(self.object)
        return super().get_context_data(**kwargs) | {
            "log": self.object.log.all(),
            "needs_somebody": needs and self.user.has_perm(SEND),
            "again": getattr(self.object, "sent_again", None),
            "may_have_gone": self.object.state == "unknown",
        }


class OfMessage(Action):
    permission_required = SEND
    menu = LIST

    @cached_property
    def message(self) -> Any:
        return get_object_or_404(outbox.visible_messages(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("message", args=[self.message.pk])


class Again(OfMessage):
    success_message = _("It goes out again, outside the quiet hours.")

    def form_valid(self, form: Any) -> HttpResponse:
        send_again(message=self.message, by=self.user, now=timezone.now())
        return super().form_valid(form)


class Aside(OfMessage):
    success_message = _("Put aside: it is not sent again.")

    def form_valid(self, form: Any) -> HttpResponse:
        put_aside(message=self.message, by=self.user, now=timezone.now())
        return super().form_valid(form)
