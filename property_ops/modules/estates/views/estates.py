"""The estates and one estate with all that belongs to it."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from property_ops.framework.web.access import PermissionRequired
from property_ops.framework.web.home import rendered_panels
from property_ops.framework.web.lists import ListPage
from property_ops.modules.estates.public import Management, visible_estates, visible_units

NUMBER = {"td": {"class": "po-number"}, "th": {"class": "po-number"}}


class EstateTable(tables.Table):
    code = tables.Column(verbose_name=_("estate code"), linkify=("estate", {"code": tables.A("code")}))
    name = tables.Column(verbose_name=_("estate"), linkify=("estate", {"code": tables.A("code")}))
    community = tables.Column(verbose_name=_("community"))
    management = tables.Column(accessor="get_management_display", verbose_name=_("management"), order_by="management")
    taken_over_on = tables.DateColumn(verbose_name=_("take-over date"), format="Y-m-d")
    building_count = tables.Column(verbose_name=_("buildings"), attrs=NUMBER)
    built_year = tables.Column(verbose_name=_("built in"), attrs=NUMBER)
    unit_count = tables.Column(verbose_name=_("units"), attrs=NUMBER)
    grid_worker_name = tables.Column(verbose_name=_("grid worker"))


class EstateFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("estate"))
    management = django_filters.ChoiceFilter(choices=Management.choices, label=_("management"), empty_label=_("all"))


class EstateList(ListPage):
    title = _("Estates")
    permission = "estates.view"
    table_class = EstateTable
    filterset_class = EstateFilter

    def get_queryset(self) -> QuerySet[Any]:
        return visible_estates(self.request.user).annotate(unit_count=Count("units"))  # type: ignore[arg-type]


class EstatePage(PermissionRequired, TemplateView):
    """Facts, buildings, and the panels of other modules (slot `estate_panels`: `panel(request, estate)`)."""

    permission = "estates.view"
    template_name = "estates/estate.html"

    def get_context_data(self, code: str, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        estate = get_object_or_404(visible_estates(user), code=code)
        buildings = (
            visible_units(user)
            .filter(estate=estate)
            .order_by("building")
            .values("building")
            .annotate(units=Count("pk"))
        )
        return {
            **super().get_context_data(**kwargs),
            "title": estate.name,
            "estate": estate,
            "buildings": buildings,
            "panels": rendered_panels("estate_panels", self.request, estate),
        }
