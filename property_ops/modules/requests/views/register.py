"""The register of requests, of all estates and on the page of one."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.display import badge
from property_ops.framework.web.filters import Choice, DayFilter, Filters
from property_ops.framework.web.lists import OFFICES_WORKBOOKS, Listing, ListPage
from property_ops.framework.web.pages import Button
from property_ops.framework.web.tabs import ListTab
from property_ops.kernel.personal import masked_name
from property_ops.modules.estates.public import EstateFilter
from property_ops.modules.requests import selectors
from property_ops.modules.requests.domain.clocks import Urgency
from property_ops.modules.requests.domain.states import RequestState
from property_ops.modules.requests.public import RatedBy, Request, RequestChannel, Topic
from property_ops.modules.requests.selectors import SEE_PERSON, VIEW
from property_ops.modules.requests.services import HANDLE

COUNTED = (
    ("received", _("petitions received")),
    ("completed", _("completed petitions")),
    ("rated", _("rated petitions")),
    ("satisfied", _("petitions with a satisfied answer")),
)
"""What stands behind the figures of the half-year table."""
STATE_COLOURS: dict[str, str] = {
    RequestState.RECEIVED: "orange",
    RequestState.IN_HAND: "yellow",
    RequestState.ANSWERED: "blue",
    RequestState.CLOSED: "green",
    RequestState.WITHDRAWN: "gray",
}
URGENCY_COLOURS: dict[str, str] = {Urgency.DANGER: "red", Urgency.URGENT: "orange", Urgency.USUAL: "gray"}
SATISFACTION_COLOURS = {"unsatisfied": "red", "neutral": "yellow"}


class RequestTable(columns.ListTable):
    in_files_only = ("channel", "person", "answered_on", "rated_by")

    number = columns.Text(
        verbose_name=_("request number"),
        linkify=("request", {"number": columns.A("number")}),
        attrs={"td": {"class": "day"}},
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    channel = columns.Text(verbose_name=_("channel"))
    topic = columns.Text(verbose_name=_("topic"))
    urgency = columns.StateColumn(verbose_name=_("urgency"), colours=URGENCY_COLOURS)
    content = columns.Text(verbose_name=_("what is asked for"), attrs={"td": {"class": "wide-text"}})
    person = columns.Text(verbose_name=_("petitioner"))
    received_on = columns.DayColumn(verbose_name=_("request received on"))
    due_on = columns.DayColumn(verbose_name=_("answer due"))
    state = columns.StateColumn(verbose_name=_("state"), colours=STATE_COLOURS)
    handled_by = columns.Text(verbose_name=_("handled by"))
    answered_on = columns.DayColumn(verbose_name=_("answered on"))
    satisfaction = columns.StateColumn(verbose_name=_("satisfaction"), colours=SATISFACTION_COLOURS)
    rated_by = columns.Text(verbose_name=_("rated"))

    def render_person(self, value: str) -> str:
        return value if self.request.user.has_perm(SEE_PERSON) else masked_name(value)

    def render_due_on(self, value: Any, record: Any) -> Any:
        if record.stands and record.is_open:
            return badge(f"{value.isoformat()} {gettext('stands')}", "gray")
        return badge(value.isoformat(), "red") if record.is_late else value.isoformat()

    def value_due_on(self, value: Any) -> Any:
        return value


class RequestFilters(Filters):
    estate = EstateFilter()
    channel = Choice(choices=RequestChannel.choices, label=_("channel"), empty_label=_("all"))
    topic = Choice(choices=Topic.choices, label=_("topic"), empty_label=_("all"))
    late = Choice(
        label=_("clock"),
        empty_label=_("all"),
        method="filter_late",
        choices=[("late", _("overdue")), ("mine", _("handed up to me"))],
    )
    state = Choice(label=_("state"), empty_label=_("all"), choices=Request._meta.get_field("state").choices)
    counted = Choice(label=_("petitions"), empty_label=_("all requests"), choices=COUNTED, method="filter_counted")
    rated_by = Choice(choices=RatedBy.choices, label=_("rated"), empty_label=_("all"))
    first = DayFilter(field_name="received_on", lookup_expr="gte", label=_("received from"))
    last = DayFilter(field_name="received_on", lookup_expr="lte", label=_("received until"))

    def filter_late(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "mine":
            return selectors.escalated_to(queryset, self.request.user)
        return selectors.overdue(queryset, now=timezone.now())

    def filter_counted(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return selectors.counted_petitions(queryset, value)


class _RequestListing(Listing):
    table_class = RequestTable
    filterset_class = RequestFilters
    days_of = ("first", "last")
    search_hint = _("number, content or who handles it")
    export_name = "requests"
    empty_offer = OFFICES_WORKBOOKS
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.with_clocks(selectors.visible_requests(self.user), now=timezone.now())

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_requests(queryset, text, with_people=self.user.has_perm(SEE_PERSON))


class Requests(_RequestListing, ListPage):
    title = _("Requests")
    subtitle = _("Visits, letters, the leaders' mailbox and calls: who answers, by when, and what came of it.")
    permission_required = VIEW

    def buttons(self) -> list[Button]:
        times = Button(_("Times for each kind"), reverse("request_kinds"), "clock")
        if not self.user.has_perm(HANDLE):
            return [times]
        return [times, Button(_("New request"), reverse("request_new"), "plus", primary=True)]


class RequestsOfEstateFilters(RequestFilters):
    estate: Any = None


class RequestsOfEstate(_RequestListing, ListTab):
    """The requests of one estate: of slot `estate_tabs`."""

    key = "requests"
    title = _("Requests")
    permission_required = VIEW
    order = 60
    filterset_class = RequestsOfEstateFilters

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(estate=self.subject)

    def hidden_columns(self) -> tuple[str, ...]:
        return ("estate",)
