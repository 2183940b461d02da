"""Who did or looked at what."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import AuditEvent
from property_ops.framework.web.lists import ListPage


class AuditTable(tables.Table):
    at = tables.DateTimeColumn(verbose_name=_("time"), format="Y-m-d H:i:s")
    user = tables.Column(verbose_name=_("who"))
    action = tables.Column(verbose_name=_("action"))
    subject = tables.Column(verbose_name=_("subject"))
    detail = tables.Column(verbose_name=_("detail"), orderable=False)

    def render_detail(self, value: dict[str, Any]) -> str:
        return ", ".join(f"{key}: {item}" for key, item in value.items())


class AuditFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="subject", lookup_expr="icontains", label=_("subject"))
    action = django_filters.CharFilter(lookup_expr="istartswith", label=_("action"))
    since = django_filters.DateFilter(field_name="at", lookup_expr="date__gte", label=_("since"))

    class Meta:
        model = AuditEvent
        fields: tuple[str, ...] = ()


class AuditLog(ListPage):
    title = _("Audit log")
    permission = "audit.view"
    queryset = AuditEvent.objects.select_related("user")
    table_class = AuditTable
    filterset_class = AuditFilter
