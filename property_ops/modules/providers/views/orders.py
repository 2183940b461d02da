"""Service orders in the office: the list, taking one down, offering it, and what follows."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.display import state_badge
from property_ops.framework.permissions import phone_shown_to
from property_ops.framework.pictures.reading import Size
from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.filters import Choice, Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, Crumb, FormPage, Page
from property_ops.framework.web.pictures import picture_response
from property_ops.framework.web.shown import ShownCell, ShownTable
from property_ops.modules.estates.public import EstateFilter, visible_estates
from property_ops.modules.providers.public import ServiceOrderState, ServicePayer, Trade
from property_ops.modules.providers.selectors import orders as read
from property_ops.modules.providers.selectors import register
from property_ops.modules.providers.services import orders as services
from property_ops.modules.providers.services.orders import WantedService
from property_ops.modules.providers.services.standing import ORDER
from property_ops.modules.providers.views.shown import OFFERS, ORDERS, VIEW
from property_ops.modules.requests.public import visible_requests

LIST = "service_orders"
OVER = (ServiceOrderState.ACCEPTED, ServiceOrderState.CANCELLED)
BEFORE_TAKEN = (ServiceOrderState.RECEIVED, ServiceOrderState.OFFERED)


class OrderTable(columns.ListTable):
    in_files_only = ("ordered_at",)

    number = columns.Text(
        verbose_name=_("number of the order"), linkify=("service_order", {"number": columns.A("number")})
    )
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    trade = columns.Text(verbose_name=_("kind of service"))
    wanted = columns.Text(verbose_name=_("what is wanted"))
    state = columns.StateColumn(verbose_name=_("state"), badges=ORDERS)
    provider = columns.Text(verbose_name=_("provider"), accessor="provider__name")
    ordered_at = columns.Moment(verbose_name=_("ordered"))
    appointed_at = columns.Moment(verbose_name=_("appointment"))
    accepted_on = columns.DayColumn(verbose_name=_("accepted on"))
    payer = columns.Text(verbose_name=_("who pays"))
    amount = columns.Amount(verbose_name=_("amount"))


class OrderFilters(Filters):
    estate = EstateFilter()
    state = Choice(choices=ORDERS.choices, label=_("state"), empty_label=_("all"))
    trade = Choice(choices=Trade.choices, label=_("kind of service"), empty_label=_("all"))
    payer = Choice(choices=ServicePayer.choices, label=_("who pays"), empty_label=_("all"))


class ServiceOrders(ListPage):
    title = _("Service orders")
    subtitle = _("From what a resident or the office wants to what was done, accepted and rated.")
    permission_required = VIEW
    table_class = OrderTable
    filterset_class = OrderFilters
    search_hint = _("number, words or provider")
    export_name = "service-orders"
    personal_data = True
    new = (_("New order"), "service_order_new")

    def get_queryset(self) -> QuerySet[Any]:
        return read.with_amount(read.visible_orders(self.user))

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_orders(queryset, text)


class OrderForm(forms.Form):
    trade = forms.ChoiceField(label=_("kind of service"), choices=Trade.choices)
    payer = forms.ChoiceField(label=_("who pays"), choices=ServicePayer.choices)
    wanted = forms.CharField(label=_("what is wanted"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    unit = forms.CharField(label=_("unit code"), max_length=60, required=False)
    place = forms.CharField(label=_("place"), max_length=100, required=False)
    suits = forms.CharField(label=_("time that suits"), max_length=60, required=False)
    contact = forms.CharField(label=_("contact person"), max_length=40, required=False)
    phone = forms.CharField(label=_("phone"), max_length=20, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        estates = forms.ModelChoiceField(label=_("estate"), queryset=visible_estates(user).order_by("code"))
        self.fields = {"estate": estates, **self.fields}

    def clean_unit(self) -> Any:
        code = self.cleaned_data["unit"]
        unit = read.unit_coded(self.user, code) if code.strip() else None
        if code.strip() and unit is None:
            raise forms.ValidationError(_("There is no unit of this code."))
        return unit


class NewOrder(FormPage):
    """Of a request, with `?request=` in the address, or the office's own."""

    title = _("New order")
    permission_required = ORDER
    menu = LIST
    above = ((_("Service orders"), LIST),)
    form_class = OrderForm
    success_message = _("Taken down. Offer it to providers now.")
    made: Any = None

    @cached_property
    def asked(self) -> Any:
        number = "".join(filter(str.isalnum, self.request.GET.get("request", "")))[:20]
        return visible_requests(self.user).filter(number=number).first() if number else None

    def get_subtitle(self) -> Any:
        return gettext("Of request %(number)s") % {"number": self.asked.number} if self.asked else ""

    def get_initial(self) -> dict[str, Any]:
        if not self.asked:
            return {}
        names = {"wanted": "content", "place": "place", "suits": "suits", "contact": "person", "phone": "phone"}
        known = {name: getattr(self.asked, source) for name, source in names.items()}
        known["wanted"] = known["wanted"][:300]
        return known | {"estate": self.asked.estate_id, "unit": self.asked.unit.code if self.asked.unit else ""}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.user}

    def form_valid(self, form: Any) -> HttpResponse:
        typed = dict(form.cleaned_data)
        estate = typed.pop("estate")
        typed |= {"trade": Trade(typed["trade"]), "payer": ServicePayer(typed["payer"]), "request": self.asked}
        service = WantedService(**typed)
        self.made = services.order_service(estate=estate, service=service, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("service_order", args=[self.made.number])


class OrderPage(DetailPage):
    permission_required = VIEW
    personal_data = True
    menu = LIST
    above = ((_("Service orders"), LIST),)
    template_name = "providers/order.html"
    slug_field = slug_url_kwarg = "number"

    def get_queryset(self) -> QuerySet[Any]:
        return read.visible_orders(self.user)

    def get_subtitle(self) -> str:
        return f"{self.object.estate.name} · {self.object.get_trade_display()}"

    def facts(self) -> list[Fact]:
        one = self.object
        provider = one.provider
        return [
            Fact(_("State"), ORDERS.badge(one.state)),
            Fact(_("Provider"), provider.name if provider else None, self._provider_url()),
            *facts_of(one, "payer", "wanted", "place", "suits"),
            *([Fact(_("Unit"), one.unit.code, reverse("unit", args=[one.unit.code]))] if one.unit else []),
            *facts_of(one, "contact"),
            Fact(_("Phone"), phone_shown_to(self.user, one.phone)),
            *facts_of(one, "ordered_by", "ordered_at", "appointed_at", "promised_on", "done_on", "accepted_on"),
            *([self._request()] if one.request else []),
            *(facts_of(one, "cancelled_because") if one.cancelled_because else []),
        ]

    def _provider_url(self) -> str:
        return reverse("provider", args=[self.object.provider.code]) if self.object.provider else ""

    def _request(self) -> Fact:
        number = self.object.request.number
        return Fact(_("Request"), number, reverse("request", args=[number]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one, state, may = self.object, ServiceOrderState(self.object.state), self.user.has_perm(ORDER)
        is_company = one.payer == ServicePayer.COMPANY
        to_offer = register.candidates_for(one, timezone.localdate()) if may and state in BEFORE_TAKEN else []
        pictures = [
            (reverse("service_photo", args=[row.pk]), gettext("Round %(round)s") % {"round": row.round})
            for row in read.photos_of(one)
        ]
        is_over, is_done = state in OVER, state == ServiceOrderState.DONE
        own = one.ordered_by_id == self.user.pk
        return super().get_context_data(**kwargs) | {
            "candidates": to_offer, "pictures": pictures, "tables": self._tables(),
            "may_offer": may and state in BEFORE_TAKEN,
            "may_cancel": may and not is_over,
            "may_link": may and not is_company and not is_over,
            "may_accept": may and is_company and is_done and not own,
            "own": may and is_company and is_done and own,
            "may_slip": may and not is_company and is_done,
            "may_complain": may and one.provider_id is not None,
        }  # fmt: skip

    def _tables(self) -> list[ShownTable]:
        one = self.object
        lines = [(row.item.name, row.quantity, row.item.unit, row.unit_price, row.amount) for row in read.lines_of(one)]
        found = [
            ShownTable(
                _("What was done"), "list-check",
                [_("service item"), _("quantity"), _("unit of measure"), _("price of one"), _("amount")], lines,
                empty=_("Nothing is reported yet."),
                words=gettext("Together %(amount)s") % {"amount": read.total_of(one).grouped()} if lines else "",
            ),
            ShownTable(
                _("Offers"), "send", [_("provider"), _("state"), _("offered at"), _("to be answered by"), _("words")],
                [(row.provider.name, OFFERS.badge(row.state), row.offered_at, row.answer_by, row.words)
                 for row in read.offers_of(one)],
                empty=_("Offered to nobody yet."),
            ),
            ShownTable(
                _("Course"), "history", [_("step"), _("at"), _("by"), _("words")],
                [(row.get_move_display(), row.at, row.provider or row.by or gettext("the resident"), row.words)
                 for row in read.events_of(one)],
            ),
        ]  # fmt: skip
        return [*found, *self._said()]

    def _said(self) -> list[ShownTable]:
        one, found = self.object, []
        accepted = getattr(one, "acceptance", None)
        if accepted:
            rows = [(accepted.get_manner_display(), accepted.person, accepted.get_stars_display(), accepted.remark)]
            heads = [_("manner of acceptance"), _("accepted by"), _("stars"), _("remark")]
            found.append(ShownTable(_("Acceptance"), "circle-check", heads, rows))
        words = [
            (ShownCell(row.on, reverse("service_complaint", args=[row.pk])), row.words, state_badge(row.state))
            for row in read.visible_complaints(self.user).filter(order=one)
        ]
        slips = [
            (ShownCell(row.on, reverse("service_slip", args=[row.pk])), row.person, state_badge(row.state))
            for row in read.visible_slips(self.user).filter(order=one)
        ]
        if slips:
            found.append(ShownTable(_("Signed slips"), "signature", [_("day"), _("signed by"), _("state")], slips))
        if words:
            found.append(ShownTable(_("Complaints"), "message-report", [_("day"), _("words"), _("state")], words))
        return found


class ServicePhotoFile(Page):
    permission_required = VIEW
    menu = LIST

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        photo = get_object_or_404(read.visible_photos(self.user), pk=kwargs["pk"])
        return picture_response(request, photo.picture, Size.FULL)


class OfOrder(Page):
    permission_required = ORDER
    menu = LIST

    @cached_property
    def order(self) -> Any:
        return get_object_or_404(read.visible_orders(self.user), number=self.kwargs["number"])

    def get_subtitle(self) -> Any:
        return f"{self.order.number} · {self.order.estate.name}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Service orders"), reverse(LIST)), Crumb(self.order.number, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("service_order", args=[self.order.number])


class OfferOrder(OfOrder, Action):
    def form_valid(self, form: Any) -> HttpResponse:
        wanted = set(self.request.POST.getlist("provider"))
        found = [one for one in register.candidates_for(self.order, timezone.localdate()) if one.code in wanted]
        made = services.offer_order(order=self.order, providers=found, by=self.user, now=timezone.now())
        said = gettext("Offered to %(count)s. Who takes it first has it.")
        self.success_message = said % {"count": len(made)}
        return super().form_valid(form)


class CancelOrder(OfOrder, Action):
    success_message = _("The order is cancelled.")

    def form_valid(self, form: Any) -> HttpResponse:
        services.cancel_order(order=self.order, reason=self.typed("reason"), by=self.user, now=timezone.now())
        return super().form_valid(form)
