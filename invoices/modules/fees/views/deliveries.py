"""Handing over what was ordered: the receipt signed by the household, and its comparison by a second person."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.fees import selectors
from invoices.modules.fees.approvals import FEE_DELIVERIES
from invoices.modules.fees.domain.fees import MOST, PLACES
from invoices.modules.fees.services import write_down_delivery
from invoices.modules.fees.views.orders import ORDER, VIEW, list_crumb
from property_ops.framework.approval.pages import DecidedPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.inputs import PAST_DAYS, DayField
from property_ops.framework.web.pages import Crumb, FormPage, Page
from property_ops.framework.web.pictures import PicturesField, picture_response, size_named
from property_ops.framework.web.rows import Measure


class FeeDeliveryForm(forms.Form):
    quantity = Measure(
        label=_("quantity handed over"), min_value=Decimal("0.01"), max_value=MOST, decimal_places=PLACES
    )
    day = DayField(label=_("handed over on"), usual=PAST_DAYS)
    signed_by = forms.CharField(label=_("Signed by"), max_length=60, help_text=_("who of the household took it"))
    scan = PicturesField(label=_("Photo of the signed receipt"))


class NewFeeDelivery(FormPage):
    personal_data = True
    title = _("Hand over")
    permission_required = ORDER
    menu = "fee_orders"
    form_class = FeeDeliveryForm
    submit_label = _("Record")
    success_message = _("Recorded. It is charged once a second person has compared it with the signed receipt.")

    @cached_property
    def order(self) -> Any:
        return get_object_or_404(selectors.visible_orders(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        one = self.order
        return f"{one.number} · {one.unit.code} {one.payer.name} · {one.item.name} {one.applies_to}"

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (list_crumb(), Crumb(self.order.number, reverse("fee_order", args=[self.order.pk])))

    def get_initial(self) -> dict[str, Any]:
        return {
            "quantity": selectors.left_to_deliver(self.order),
            "day": timezone.localdate(),
            "signed_by": self.order.payer.name,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        said, now = form.cleaned_data, timezone.now()
        write_down_delivery(
            order_id=self.order.pk,
            quantity=said["quantity"],
            day=said["day"],
            signed_by=said["signed_by"],
            scan=said["scan"][0].read(),
            by=self.user,
            now=now,
            today=timezone.localdate(now),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("fee_order", args=[self.order.pk])


class FeeDeliveryPage(DecidedPage):
    permission_required = VIEW
    personal_data = True
    kind = FEE_DELIVERIES
    question = _("Have you compared quantity, day and name with the signed receipt? It is charged by them.")
    menu = "fee_orders"
    template_name = "fees/delivery.html"

    def get_title(self) -> str:
        return gettext("Delivery %(number)s") % {"number": self.object}

    def get_subtitle(self) -> str:
        order = self.object.order
        return f"{order.unit.estate.name} · {order.unit.code} · {order.item.name} {order.applies_to}"

    def breadcrumbs(self) -> Sequence[Crumb]:
        order = self.object.order
        return (list_crumb(), Crumb(order.number, reverse("fee_order", args=[order.pk])))

    def facts(self) -> Sequence[Fact]:
        one = self.object
        return [
            Fact(_("quantity handed over"), one.amount_words),
            Fact(_("Payer"), one.order.payer.name),
            *facts_of(one, "day", "signed_by", "prepared_by", "prepared_at"),
        ]


class SignedReceipt(Page):
    permission_required = VIEW
    menu = "fee_orders"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        delivery = get_object_or_404(selectors.visible_deliveries(self.user), pk=kwargs["pk"])
        return picture_response(request, delivery.picture, size_named(kwargs["size"]))
