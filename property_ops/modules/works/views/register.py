"""The register of works, of all estates and on the page of one."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import OFFICES_WORKBOOKS, Listing, ListPage
from property_ops.framework.web.pages import Button
from property_ops.framework.web.tabs import ListTab
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import EstateFilter
from property_ops.modules.works import selectors
from property_ops.modules.works.public import STATES, Funding, Manner, WorkState

PERMISSION = "works.view"
FUNDING_COLOURS: dict[str, str] = {Funding.RESIDENTS: "blue", Funding.SPLIT: "blue"}
STATE_COLOURS: dict[str, str] = {
    WorkState.DRAFT: "gray",
    WorkState.ESTIMATED: "orange",
    WorkState.APPROVED: "blue",
    WorkState.SCHEDULED: "blue",
    WorkState.IN_PROGRESS: "blue",
    WorkState.DONE: "yellow",
    WorkState.SENT_BACK: "red",
    WorkState.ACCEPTED: "green",
    WorkState.CLOSED: "gray",
    WorkState.CANCELLED: "gray",
}


class WorkTable(columns.ListTable):
    in_files_only = ("done",)

    number = columns.Text(
        verbose_name=_("work order number"),
        linkify=("work", {"number": columns.A("number")}),
        attrs={"td": {"class": "day"}},
    )
    kind = columns.Text(verbose_name=_("kind of work"))
    estate = columns.Text(accessor="estate__name", verbose_name=_("estate"))
    place = columns.Text(verbose_name=_("place"))
    done = columns.Number(verbose_name=_("done quantity"))
    accepted = columns.Number(verbose_name=_("accepted quantity"))
    unit = columns.Text(verbose_name=_("unit of measure"))
    accepted_on = columns.DayColumn(verbose_name=_("accepted on"))
    total = columns.Amount(verbose_name=_("cost"))
    funding = columns.StateColumn(verbose_name=_("who pays"), colours=FUNDING_COLOURS)
    state = columns.StateColumn(verbose_name=_("state"), colours=STATE_COLOURS)
    manners = columns.Text(verbose_name=_("manner of acceptance"), empty_values=(), orderable=False)

    def render_manners(self, record: Any) -> str:
        return "、".join(gettext(Manner(manner).word) for manner in record.manners) or "—"

    value_manners = render_manners


class WorkFilters(Filters):
    estate = EstateFilter()
    kind = Choice(label=_("kind of work"), empty_label=_("all"))
    funding = Choice(choices=Funding.choices, label=_("who pays"), empty_label=_("all"))
    state = Choice(choices=STATES, label=_("state"), empty_label=_("all"))
    month = Choice(label=_("month"), empty_label=_("all"), method="of_month")
    ceiling = Choice(
        choices=[("near", _("nearly used up or broken"))], label=_("ceiling"), empty_label=_("all"), method="of_ceiling"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds, months = selectors.kinds(self.queryset), selectors.months(self.queryset)
        self.form.fields["kind"].choices = [(kind, kind) for kind in kinds]
        self.form.fields["month"].choices = [(str(month), str(month)) for month in months]

    def of_ceiling(self, works: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return selectors.near_ceiling(works)

    def of_month(self, works: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return selectors.of_month(works, Month.parse(value))


class _WorkListing(Listing):
    table_class = WorkTable
    filterset_class = WorkFilters
    search_hint = _("number, place, who accepted")
    export_name = "works"
    empty_offer = OFFICES_WORKBOOKS
    personal_data = False

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.works(self.user).prefetch_related("confirmations")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_works(queryset, text)


class Works(_WorkListing, ListPage):
    title = _("Works")
    permission_required = PERMISSION

    def buttons(self) -> Sequence[Button]:
        found = [Button(_("Terms of acceptance"), reverse("works_terms"), "file-certificate")]
        if self.user.has_perm("works.change"):
            found.append(Button(_("New work order"), reverse("work_new"), "plus", primary=True))
        return found


class WorksOfEstateFilters(WorkFilters):
    estate: Any = None


class WorksOfEstate(_WorkListing, ListTab):
    """The works of one estate: of slot `estate_tabs`."""

    key = "works"
    title = _("Works")
    permission_required = PERMISSION
    order = 30
    filterset_class = WorksOfEstateFilters

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(estate=self.subject)

    def hidden_columns(self) -> tuple[str, ...]:
        return ("estate",)
