"""Waiting lists: entries, the freezing with its fingerprint, the draw, and what is published of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import columns
from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, facts_of
from property_ops.framework.web.files import file_response
from property_ops.framework.web.inputs import key_in
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Action, FormPage, Page
from property_ops.kernel.period import parse_day
from property_ops.modules.estates.public import EstateForm, managed_estates, visible_units
from property_ops.modules.parking import selectors
from property_ops.modules.parking.domain.errors import NotOfTheEstate
from property_ops.modules.parking.public import Passing
from property_ops.modules.parking.services import waiting
from property_ops.modules.parking.services.leases import CHANGE
from property_ops.modules.parking.views.registers import PERMISSION


class ListTable(columns.ListTable):
    name = columns.Text(verbose_name=_("name of the draw"), linkify=("parking_waiting", {"pk": columns.A("pk")}))
    estate = columns.Text(verbose_name=_("estate"), accessor="estate__name")
    places = columns.Number(verbose_name=_("spaces to be drawn"))
    entry_count = columns.Number(verbose_name=_("units waiting"))
    frozen_on = columns.DayColumn(verbose_name=_("frozen on"))
    drawn_on = columns.DayColumn(verbose_name=_("drawn on"))


class WaitingLists(ListPage):
    title = _("Waiting lists")
    subtitle = _("Who waits for a parking space; drawn by a lot that anyone can re-run.")
    permission_required = PERMISSION
    table_class = ListTable
    export_name = "parking-waiting-lists"
    personal_data = False
    empty_text = _("No waiting list is open.")
    new = (_("Open a list"), "parking_new_waiting")

    def get_queryset(self) -> Any:
        return selectors.waiting_lists(self.user)


class ListForm(EstateForm):
    name = forms.CharField(label=_("name of the draw"), max_length=40)
    places = forms.IntegerField(label=_("spaces to be drawn"), min_value=1, max_value=5000)


class NewList(FormPage):
    title = _("Open a list")
    permission_required = CHANGE
    menu = "parking_waiting_lists"
    above = ((_("Waiting lists"), "parking_waiting_lists"),)
    made: Any = None
    success_message = _("Saved.")
    form_class = ListForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"estates": managed_estates(self.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        self.made = waiting.open_list(by=self.user, **form.cleaned_data)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("parking_waiting", args=[self.made.pk])


class WaitingPage(DetailPage):
    permission_required = PERMISSION
    personal_data = True
    menu = "parking_waiting_lists"
    above = ((_("Waiting lists"), "parking_waiting_lists"),)
    template_name = "parking/waiting.html"

    def get_queryset(self) -> Any:
        return selectors.waiting_lists(self.user)

    def facts(self) -> list[Fact]:
        thing = self.object
        return [
            Fact(_("Estate"), thing.estate.name, reverse("estate", args=[thing.estate.code])),
            *facts_of(thing, "places", "frozen_on", "source", "drawn_on", "seed"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        thing = self.object
        return super().get_context_data(**kwargs) | {
            "list": thing,
            "entries": selectors.entries_of(thing),
            "may_change": self.user.has_perm(CHANGE),
            "today": timezone.localdate(),
            "free": selectors.free_spaces(thing.estate, on=timezone.localdate()) if thing.drawn_on else None,
        }


class _WaitingStep(Action):
    permission_required = CHANGE
    menu = "parking_waiting_lists"

    @cached_property
    def list(self) -> Any:
        return get_object_or_404(selectors.waiting_lists(self.user), pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("parking_waiting", args=[self.list.pk])


class Enter(_WaitingStep):
    def form_valid(self, form: Any) -> HttpResponse:
        code = self.typed("unit").upper()
        unit = visible_units(self.user).filter(code=code).first()
        if unit is None:
            raise NotOfTheEstate(unit=code)
        today = timezone.localdate()
        waiting.enter(waiting_list=self.list, unit=unit, plate=self.typed("plate"), on=today, by=self.user)
        messages.success(self.request, gettext("%(unit)s is on the list.") % {"unit": unit.code})
        return super().form_valid(form)


class Strike(_WaitingStep):
    def form_valid(self, form: Any) -> HttpResponse:
        entry = get_object_or_404(selectors.entries_of(self.list), pk=self.kwargs["entry"])
        waiting.strike(entry=entry, by=self.user)
        messages.success(self.request, gettext("%(unit)s is off the list.") % {"unit": entry.unit.code})
        return super().form_valid(form)


class Freeze(_WaitingStep):
    success_message = _("The list is frozen. Publish its fingerprint now.")

    def form_valid(self, form: Any) -> HttpResponse:
        today = timezone.localdate()
        waiting.freeze(waiting_list=self.list, source=self.typed("source"), on=today, by=self.user)
        return super().form_valid(form)


class Draw(_WaitingStep):
    success_message = _("The draw is made.")

    def form_valid(self, form: Any) -> HttpResponse:
        waiting.draw(waiting_list=self.list, seed=self.typed("seed"), on=timezone.localdate(), by=self.user)
        return super().form_valid(form)


class Offer(_WaitingStep):
    """On to the lease of the free space that was picked for a winner."""

    def form_valid(self, form: Any) -> HttpResponse:
        self.entry = get_object_or_404(selectors.entries_of(self.list), pk=self.kwargs["entry"])
        return super().form_valid(form)

    def get_success_url(self) -> str:
        space = key_in(self.typed("space"))
        if space is None:
            return super().get_success_url()
        return f"{reverse('parking_let', args=[space])}?entry={self.entry.pk}"


class OfferUntil(_WaitingStep):
    def form_valid(self, form: Any) -> HttpResponse:
        entry = get_object_or_404(selectors.entries_of(self.list), pk=self.kwargs["entry"])
        last_day = parse_day(self.typed("last_day"))
        waiting.offer_place(entry=entry, last_day=last_day, on=timezone.localdate(), by=self.user)
        messages.success(
            self.request,
            gettext("%(unit)s may take its place until %(day)s.") % {"unit": entry.unit.code, "day": last_day},
        )
        return super().form_valid(form)


class PassOn(_WaitingStep):
    def form_valid(self, form: Any) -> HttpResponse:
        entry = get_object_or_404(selectors.entries_of(self.list), pk=self.kwargs["entry"])
        why = self.typed("why")
        if why not in Passing.values:
            raise Http404
        waiting.pass_on(entry=entry, passing=Passing(why), on=timezone.localdate(), by=self.user)
        messages.success(
            self.request, gettext("The place of %(unit)s goes to the next unit.") % {"unit": entry.unit.code}
        )
        return super().form_valid(form)


class Published(Page):
    """Seed, list and result as text: what the stand-alone script reads."""

    permission_required = PERMISSION

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = get_object_or_404(selectors.waiting_lists(self.user), pk=self.kwargs["pk"])
        return file_response(selectors.published(found), f"parking-draw-{found.pk}.txt", "text/plain; charset=utf-8")
