"""Spaces and leases, each as a list; and one space with its history."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.dated_rows import in_force
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact, facts_of
from property_ops.framework.web.filters import Choice, DayFilter, Filters
from property_ops.framework.web.lists import OFFICES_WORKBOOKS, Listing, ListPage
from property_ops.framework.web.pages import Button, Crumb
from property_ops.framework.web.tabs import ListTab
from property_ops.modules.estates.public import EstateFilter
from property_ops.modules.parking import selectors
from property_ops.modules.parking.approvals import LEASE_PROPOSALS
from property_ops.modules.parking.public import SpaceKind
from property_ops.modules.parking.services.leases import CHANGE

PERMISSION = "parking.view"
KIND_COLOURS = {SpaceKind.CHARGING: "green", SpaceKind.ACCESSIBLE: "blue", SpaceKind.SHORT_STAY: "yellow"}
STATES = Badges(
    {
        selectors.RUNNING: (_("running"), "green"),
        selectors.COMING: (_("coming"), "blue"),
        selectors.ENDED: (_("ended"), "gray"),
    }
)
LET = Badges({True: (_("leased"), "blue"), False: (_("free"), "green")})


class SpaceTable(columns.ListTable):
    number = columns.Text(verbose_name=_("space"), linkify=("parking_space", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    kind = columns.StateColumn(verbose_name=_("kind"), colours=KIND_COLOURS)
    width = columns.Number(verbose_name=_("width (m)"))
    length = columns.Number(verbose_name=_("length (m)"))
    is_let = columns.StateColumn(verbose_name=_("lease"), badges=LET)
    unit_code = columns.Text(verbose_name=_("leased to"), linkify=("unit", {"code": columns.A("unit_code")}))
    plate = columns.Text(verbose_name=_("plate"))
    rent = columns.Amount(verbose_name=_("monthly rent"))
    lease_end = columns.LastDay(verbose_name=_("last day"))


class SpaceFilters(Filters):
    estate = EstateFilter()
    kind = Choice(choices=SpaceKind.choices, label=_("kind"), empty_label=_("all"))
    is_let = Choice(choices=LET.choices, label=_("lease"), empty_label=_("all"))


class _SpaceListing(Listing):
    table_class = SpaceTable
    filterset_class = SpaceFilters
    search_hint = _("space, plate or unit code")
    export_name = "parking-spaces"
    empty_offer = OFFICES_WORKBOOKS
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.with_lease(selectors.visible_spaces(self.user), on=timezone.localdate())

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_spaces(queryset, text)


class Spaces(_SpaceListing, ListPage):
    title = _("Parking spaces")
    permission_required = PERMISSION

    def buttons(self) -> list[Button]:
        may_change = self.user.has_perm(CHANGE)
        return [Button(_("New space"), reverse("parking_new_space"), "plus")] if may_change else []


class SpacesOfEstateFilters(SpaceFilters):
    estate: Any = None


class SpacesTab(_SpaceListing, ListTab):
    """The spaces of one estate: of slot `estate_tabs`."""

    key = "spaces"
    title = _("Parking spaces")
    permission_required = PERMISSION
    order = 20
    filterset_class = SpacesOfEstateFilters

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(estate=self.subject)

    def hidden_columns(self) -> tuple[str, ...]:
        return ("estate",)

    def count(self) -> int:
        return selectors.visible_spaces(self.user).filter(estate=self.subject).count()


class LeaseTable(columns.ListTable):
    space = columns.Text(
        verbose_name=_("space"), accessor="space__number", linkify=("parking_space", {"pk": columns.A("space_id")})
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="space__estate__name")
    unit = columns.Text(
        verbose_name=_("leased to"), accessor="unit__code", linkify=("unit", {"code": columns.A("unit__code")})
    )
    plate = columns.Text(verbose_name=_("plate"))
    vehicle = columns.Text(verbose_name=_("vehicle"))
    start = columns.DayColumn(verbose_name=_("from"))
    end = columns.LastDay(verbose_name=_("last day"), default=_("open"))
    state = columns.StateColumn(verbose_name=_("state"), badges=STATES)
    monthly_rent = columns.Amount(verbose_name=_("monthly rent"), total=True)


class LeaseFilters(Filters):
    estate = EstateFilter(field_name="space__estate")
    state = Choice(choices=STATES.choices, label=_("state"), empty_label=_("all"))
    on = DayFilter(method="in_force_on", label=_("in force on"))

    def in_force_on(self, rows: QuerySet[Any], name: str, day: Any) -> QuerySet[Any]:
        return in_force(rows, on=day)


class Leases(ListPage):
    title = _("Parking leases")
    permission_required = PERMISSION
    table_class = LeaseTable
    filterset_class = LeaseFilters
    search_hint = _("space, plate, vehicle or unit code")
    export_name = "parking-leases"
    empty_offer = OFFICES_WORKBOOKS
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.with_state(selectors.visible_leases(self.user), on=timezone.localdate())

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_leases(queryset, text)


class SpacePage(DetailPage):
    permission_required = PERMISSION
    personal_data = True
    menu = "parking_spaces"
    template_name = "parking/space.html"

    def get_queryset(self) -> Any:
        return selectors.with_lease(selectors.visible_spaces(self.user), on=timezone.localdate())

    def breadcrumbs(self) -> list[Crumb]:
        estate = self.object.estate
        return [
            Crumb(_("Parking spaces"), reverse("parking_spaces")),
            Crumb(estate.name, f"{reverse('estate', args=[estate.code])}?tab=spaces"),
        ]

    def buttons(self) -> list[Button]:
        if not self.user.has_perm(CHANGE):
            return []
        return [
            Button(_("Change the space"), reverse("parking_change_space", args=[self.object.pk]), "pencil"),
            Button(_("New lease"), reverse("parking_let", args=[self.object.pk]), "plus"),
        ]

    def facts(self) -> list[Fact]:
        space = self.object
        return [
            Fact(_("Estate"), space.estate.name, reverse("estate", args=[space.estate.code])),
            *facts_of(space, "kind", "width", "length"),
            Fact(_("Lease"), _("leased") if space.is_let else _("free")),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "leases": selectors.leases_of_space(self.object),
            "closures": selectors.closures_of_space(self.object),
            "waiting": LEASE_PROPOSALS.that_wait(self.user).filter(space=self.object).first(),
            "may_change": self.user.has_perm(CHANGE),
        }
