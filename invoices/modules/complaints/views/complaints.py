"""Complaints about works in the office: the list, and those of one work with what follows from them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections.public import DisputeState
from invoices.modules.complaints.approvals import RELEASES
from invoices.modules.complaints.selectors import complaints as read
from invoices.modules.complaints.selectors.words import counted
from invoices.modules.complaints.services.answering import ANSWER
from property_ops.framework import audit
from property_ops.framework.approval.display import decision, history
from property_ops.framework.pictures.reading import Size
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button, Page
from property_ops.framework.web.pictures import picture_response
from property_ops.modules.estates.public import ManagedEstateFilter

COLOURS = {
    DisputeState.OPEN: "orange",
    DisputeState.UPHELD: "green",
    DisputeState.REJECTED: "blue",
    DisputeState.WITHDRAWN: "gray",
}
STATES = Badges.of(DisputeState, COLOURS)


class ComplaintTable(columns.ListTable):
    work = columns.Text(
        verbose_name=_("work order"),
        accessor="work__number",
        linkify=("work_complaints", {"number": columns.A("work__number")}),
        attrs={"td": {"class": "day"}},
    )
    kind = columns.Text(verbose_name=_("kind"), accessor="work__kind", attrs={"td": {"class": "keep"}})
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name", attrs={"td": {"class": "keep"}})
    unit = columns.Text(
        verbose_name=_("unit code"),
        accessor="unit__code",
        linkify=("unit", {"code": columns.A("unit__code")}),
        attrs={"td": {"class": "day"}},
    )
    words = columns.Text(verbose_name=_("what is complained about"), attrs={"td": {"class": "wide-text small-text"}})
    made_on = columns.DayColumn(verbose_name=_("complained on"))
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    answered_on = columns.DayColumn(verbose_name=_("answered on"))


class ComplaintFilters(Filters):
    estate = ManagedEstateFilter(to_field_name="code")
    state = Choice(label=_("State"), choices=STATES.choices, empty_label=_("all"))


class Complaints(ListPage):
    title = _("Complaints of works")
    subtitle = _(
        "What residents say of accepted works, within the days of the agreement. Past its share a work is held for all."
    )
    permission_required = read.VIEW
    menu = "complaints"
    table_class = ComplaintTable
    filterset_class = ComplaintFilters
    search_hint = _("work order, words, room (5-2-301)")
    empty_text = _("Nobody has complained about a work yet.")
    export_name = "complaints"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_complaints(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_complaints(queryset, text)


class WorkComplaints(DetailPage):
    """All that was said of one work: answered here, and released by two persons once nothing is left unanswered."""

    permission_required = read.VIEW
    personal_data = True
    menu = "complaints"
    above = ((_("Complaints of works"), "complaints"),)
    template_name = "complaints/work.html"
    slug_field = slug_url_kwarg = "number"

    def get_queryset(self) -> Any:
        return read.complained_works(self.user)

    def get_title(self) -> str:
        return gettext("Complaints about %(number)s") % {"number": self.object.number}

    def get_subtitle(self) -> str:
        return " · ".join(filter(None, (self.object.kind, self.object.estate.name, self.object.place)))

    def facts(self) -> list[Fact]:
        work, standing = self.object, self.standing
        held = _("held for all") if standing.hold else _("not held")
        return [
            Fact(_("Work order"), work.number, reverse("work", args=[work.number])),
            Fact(_("Accepted on"), work.accepted_on),
            Fact(_("Complaints until"), standing.until),
            Fact(_("Counted"), counted(standing, timezone.localdate())),
            Fact(_("No answer yet"), standing.unanswered),
            Fact(_("State of its lines"), held),
            Fact(_("Held from"), standing.hold and standing.hold.started_on),
        ]

    @cached_property
    def standing(self) -> read.WorkStanding:
        return read.standing_of(self.object)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        audit.record(by=self.user, action="complaints.looked", subject=self.object.number)
        return super().get(request, *args, **kwargs)

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(ANSWER):
            return []
        number, standing = self.object.number, self.standing
        if standing.unanswered:
            return [Button(_("Answer"), reverse("answer_complaints", args=[number]), "message", primary=True)]
        if standing.hold and not read.release_that_waits(self.object):
            return [Button(_("Ask for the release"), reverse("release_work", args=[number]), "lock-open", primary=True)]
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        releases = read.releases_of(self.object)
        waits = next((one for one in releases if one.waits), None)
        return super().get_context_data(**kwargs) | {
            "complaints": [(one, STATES.badge(one.state)) for one in read.complaints_about(self.object)],
            "release": waits,
            "decision": decision(RELEASES, waits, self.user) if waits else None,
            "history": [row for one in releases for row in history(one)],
            "released": [one for one in releases if not one.waits],
        }


class ShowComplaintPhoto(Page):
    permission_required = read.VIEW
    menu = "complaints"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        photo = get_object_or_404(read.visible_complaint_photos(self.user), pk=kwargs["pk"])
        return picture_response(request, photo.picture, Size.FULL)
