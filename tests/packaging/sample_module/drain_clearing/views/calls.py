from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from drain_clearing import selectors
from property_ops.framework.web import columns
from property_ops.framework.web.lists import ListPage


class HouseCallTable(columns.ListTable):
    number = columns.Text(verbose_name=_("house call"))
    unit = columns.Text(verbose_name=_("unit"), accessor="unit__code")
    day = columns.DayColumn(verbose_name=_("day"))
    metres = columns.Text(verbose_name=_("metres cleared"))
    signed_by = columns.Text(verbose_name=_("signed by"))


class HouseCalls(ListPage):
    title = _("House calls")
    permission_required = "house_calls.view"
    table_class = HouseCallTable
    export_name = "house-calls"
    personal_data = True  # who signed: every export is recorded

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_calls(self.user)
