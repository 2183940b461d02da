"""Units: one search box for address, name, plate and phone; and one unit with its people."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from property_ops.framework import audit
from property_ops.framework.web.access import PermissionRequired
from property_ops.framework.web.home import rendered_panels
from property_ops.framework.web.lists import ListPage
from property_ops.kernel.quantity import plain
from property_ops.modules.estates import selectors
from property_ops.modules.estates.public import Estate, Occupancy, OccupancyState, Role, Tenure, Use, visible_units

NUMBER = {"td": {"class": "po-number"}, "th": {"class": "po-number"}}


class UnitTable(tables.Table):
    code = tables.Column(verbose_name=_("unit code"), linkify=("unit", {"code": tables.A("code")}))
    estate = tables.Column(verbose_name=_("estate"), accessor="estate__name")
    building = tables.Column(verbose_name=_("building"), attrs=NUMBER)
    entrance = tables.Column(verbose_name=_("entrance"), attrs=NUMBER)
    room = tables.Column(verbose_name=_("room"), attrs=NUMBER)
    owner = tables.Column(verbose_name=_("owner"))
    phone = tables.Column(verbose_name=_("phone"), orderable=False)
    tenant = tables.Column(verbose_name=_("tenant"))
    area = tables.Column(verbose_name=_("building area (m²)"), attrs=NUMBER)
    use = tables.Column(accessor="get_use_display", verbose_name=_("use"), order_by="use")
    occupancy = tables.Column(verbose_name=_("occupancy"), orderable=False)

    def render_area(self, value: Any) -> str:
        return plain(value)

    def value_area(self, value: Any) -> Any:
        return value

    def render_phone(self, value: str) -> str:
        return selectors.shown_phone(value, self.request.user)

    def value_phone(self, value: str) -> str:
        return self.render_phone(value)

    def render_occupancy(self, value: str) -> Any:
        return OccupancyState(value).label

    def value_occupancy(self, value: str) -> Any:
        return self.render_occupancy(value)


class UnitFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="find", label=_("address, name, plate, last digits of the phone"))
    estate = django_filters.ModelChoiceFilter(queryset=Estate.objects.all(), label=_("estate"), empty_label=_("all"))
    use = django_filters.ChoiceFilter(choices=Use.choices, label=_("use"), empty_label=_("all"))

    def find(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return selectors.find_units(queryset, value)


class UnitList(ListPage):
    title = _("Units")
    permission = "people.view"
    personal = True
    table_class = UnitTable
    filterset_class = UnitFilter

    def get_queryset(self) -> QuerySet[Any]:
        holder = Tenure.objects.filter(unit=OuterRef("pk"), end=None)
        state = Occupancy.objects.filter(unit=OuterRef("pk"), end=None)
        owner = holder.filter(role=Role.OWNER)
        units = visible_units(self.request.user).annotate(  # type: ignore[arg-type]
            owner=Subquery(owner.values("name")[:1]),
            phone=Subquery(owner.values("phone")[:1]),
            tenant=Subquery(holder.filter(role=Role.TENANT).values("name")[:1]),
            occupancy=Subquery(state.values("state")[:1]),
        )
        return units.order_by("estate__code", "building", "entrance", "room")


class UnitPage(PermissionRequired, TemplateView):
    """One unit: its people, how it is occupied, and the panels of other modules (slot `unit_panels`).

    Every look is recorded (PRODUCT.md rule 20).
    """

    permission = "people.view"
    template_name = "estates/unit.html"

    def get_context_data(self, code: str, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        unit = get_object_or_404(visible_units(user), code=code)
        audit.record(by=user, action="people.viewed", subject=unit.code)
        newest = F("start").desc(nulls_last=True)
        people = [
            {"tenure": tenure, "phone": selectors.shown_phone(tenure.phone, user)}
            for tenure in unit.tenures.order_by("role", newest)
        ]
        return {
            **super().get_context_data(**kwargs),
            "title": unit.code,
            "unit": unit,
            "people": people,
            "occupancies": unit.occupancies.order_by(newest),
            "panels": rendered_panels("unit_panels", self.request, unit),
        }
