"""All confirmations as a list."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.lists import OFFICES_WORKBOOKS, ListPage
from property_ops.modules.confirmations import selectors
from property_ops.modules.confirmations.views.standing import PERMISSION
from property_ops.modules.estates.public import EstateFilter


class ConfirmationTable(columns.ListTable):
    month = columns.MonthColumn(verbose_name=_("month"))
    estate = columns.Text(verbose_name=_("estate"), accessor="item__estate__name")
    item = columns.Text(verbose_name=_("service"), accessor="item__name")
    weight = columns.Percent(verbose_name=_("weight"))
    completion = columns.Percent(verbose_name=_("completion ratio"))
    committee_signer = columns.Text(verbose_name=_("confirmed by the owners' committee"))
    branch_signer = columns.Text(verbose_name=_("confirmed by the party branch"))
    confirmed_on = columns.DayColumn(verbose_name=_("confirmed on"))
    manner = columns.Text(verbose_name=_("manner of acceptance"), accessor="get_manner_display", orderable=False)


class ConfirmationFilters(Filters):
    estate = EstateFilter(field_name="item__estate")


class Confirmations(ListPage):
    title = _("All confirmations")
    permission_required = PERMISSION
    menu = "confirmations"
    above = ((_("Service confirmations"), "confirmations"),)
    table_class = ConfirmationTable
    filterset_class = ConfirmationFilters
    search_hint = _("service, signer or month (2022-06)")
    export_name = "service-confirmations"
    empty_offer = OFFICES_WORKBOOKS
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_confirmations(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_confirmations(queryset, text)
