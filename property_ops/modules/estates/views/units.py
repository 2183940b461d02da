"""Units: one search box for place, name, plate and phone; and one unit with its people."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework import audit
from property_ops.framework.dated_rows import in_force
from property_ops.framework.permissions import phone_shown_to
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Badges, Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import OFFICES_WORKBOOKS, Listing, ListPage
from property_ops.framework.web.pages import Button, Crumb
from property_ops.framework.web.tabs import ListTab
from property_ops.modules.estates.public import EstateFilter, OccupancyState, Use
from property_ops.modules.estates.selectors import (
    SEE_PEOPLE,
    find_units,
    occupancies_of,
    people_of,
    visible_units,
    with_holders,
)

USE_COLOURS = {Use.COMMERCIAL: "blue"}
OCCUPANCY_COLOURS = {
    OccupancyState.OWNER_OCCUPIED: "green",
    OccupancyState.LET: "blue",
    OccupancyState.VACANT: "yellow",
}
OCCUPANCIES = Badges({one.value: (one.label, OCCUPANCY_COLOURS[one]) for one in OccupancyState})


class UnitTable(columns.ListTable):
    code = columns.Text(
        verbose_name=_("unit code"), linkify=("unit", {"code": columns.A("code")}), attrs={"td": {"class": "day"}}
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    building = columns.Number(verbose_name=_("building"))
    entrance = columns.Number(verbose_name=_("entrance"))
    room = columns.Text(verbose_name=_("room"), attrs={"cell": {"class": "num"}})
    owner = columns.Text(verbose_name=_("owner"), orderable=False)
    tenant = columns.Text(verbose_name=_("tenant"), orderable=False)
    area = columns.Number(verbose_name=_("building area (m²)"), places=2)
    use = columns.StateColumn(verbose_name=_("use"), colours=USE_COLOURS)
    occupancy = columns.StateColumn(verbose_name=_("occupancy"), badges=OCCUPANCIES, orderable=False)


class UnitFilters(Filters):
    estate = EstateFilter()
    use = Choice(choices=Use.choices, label=_("use"), empty_label=_("all"))
    occupancy = Choice(choices=OccupancyState.choices, label=_("occupancy"), empty_label=_("all"))


class _UnitListing(Listing):
    table_class = UnitTable
    filterset_class = UnitFilters
    search_hint = _("room (5-2-301), name, plate, last digits of the phone")
    export_name = "units"
    empty_offer = OFFICES_WORKBOOKS
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return with_holders(visible_units(self.user), on=timezone.localdate())

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return find_units(queryset, text, user=self.user)

    def hidden_columns(self) -> tuple[str, ...]:
        return () if self.user.has_perm(SEE_PEOPLE) else ("owner", "tenant")


class Units(_UnitListing, ListPage):
    title = _("Units")
    permission_required = "estates.view"


class UnitsOfEstateFilters(UnitFilters):
    estate: Any = None
    building = Choice(label=_("building"), empty_label=_("all"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = self.queryset.order_by("building").values_list("building", flat=True).distinct()
        self.form.fields["building"].choices = [(number, number) for number in numbers]


class UnitsTab(_UnitListing, ListTab):
    """The units of one estate."""

    key = "units"
    title = _("Units")
    permission_required = "estates.view"
    order = 10
    filterset_class = UnitsOfEstateFilters
    search_hint = _("room (5-2-301), name, plate, phone")

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(estate=self.subject)

    def hidden_columns(self) -> tuple[str, ...]:
        return ("estate", *super().hidden_columns())

    def count(self) -> int:
        return int(self.subject.unit_count)


class UnitPage(DetailPage):
    """One unit, its people and how it is occupied; modules add panels through the slot `unit_panels`.

    Every look at its people is recorded (docs/product.md rule 20).
    """

    permission_required = "estates.view"
    personal_data = True
    menu = "units"
    template_name = "estates/unit.html"
    panel_slot = "unit_panels"
    slug_field = slug_url_kwarg = "code"

    def get_queryset(self) -> Any:
        return visible_units(self.user)

    def breadcrumbs(self) -> list[Crumb]:
        estate = self.object.estate
        return [Crumb(_("Units"), reverse("units")), Crumb(estate.name, reverse("estate", args=[estate.code]))]

    def buttons(self) -> Sequence[Button]:
        if not self.user.has_perm("estates.change"):
            return ()
        return (Button(_("Change the unit"), reverse("new_unit_change", args=[self.object.code]), "edit"),)

    def get_subtitle(self) -> str:
        words = {"building": self.object.building, "entrance": self.object.entrance, "room": self.object.room}
        return gettext("Building %(building)s, entrance %(entrance)s, room %(room)s") % words

    def facts(self) -> list[Fact]:
        state = in_force(occupancies_of(self.object), on=timezone.localdate()).first()
        return [
            Fact(_("Estate"), self.object.estate.name, reverse("estate", args=[self.object.estate.code])),
            *facts_of(self.object, "area", "use"),
            Fact(_("Occupancy now"), state and state.get_state_display()),
            *facts_of(self.object, "remark"),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.user.has_perm(SEE_PEOPLE):
            audit.record(by=self.user, action="people.viewed", subject=self.object.code)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = people_of(self.object) if self.user.has_perm(SEE_PEOPLE) else ()
        today = timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "people": [
                {
                    "tenure": tenure,
                    "phone": phone_shown_to(self.user, tenure.phone),
                    "former": tenure.end is not None and tenure.end <= today,
                }
                for tenure in people
            ],
            "occupancies": occupancies_of(self.object),
            "versions": self.object.versions.order_by("-end"),
            "may_change": self.user.has_perm("estates.change"),
        }
