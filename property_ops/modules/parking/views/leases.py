"""Forms of the parking register: a space, a lease, its end, another plate."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.inputs import DayField, key_in
from property_ops.framework.web.pages import Crumb, FormPage, Page
from property_ops.framework.web.rows import Measure
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import visible_estates, visible_units
from property_ops.modules.parking import selectors
from property_ops.modules.parking.approvals import LEASE_PROPOSALS
from property_ops.modules.parking.public import SpaceKind
from property_ops.modules.parking.services.leases import CHANGE, LeaseTerms, change_plate, end_lease, let_space
from property_ops.modules.parking.services.spaces import keep_space


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> DayField:
    return DayField(label=label, required=required, help_text=help_text)


class UnitCode(forms.CharField):
    """The code of a unit; the form's `units` are those it may be."""

    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("unit code"), max_length=60, **more)


def unit_of(form: Any, user: Any) -> Any:
    """The unit whose code was typed. Raises ValidationError."""
    unit = visible_units(user).filter(code=form.cleaned_data["unit"].strip().upper()).first()
    if unit is None:
        raise forms.ValidationError(_("There is no unit of this code."))
    return unit


class SpaceForm(forms.Form):
    number = forms.RegexField(r"^[^\s/\\?#%&]+$", label=_("space"), max_length=20)
    kind = forms.ChoiceField(label=_("kind"), choices=SpaceKind.choices)
    width = Measure(label=_("width (m)"), min_value=1, max_value=10, decimal_places=2, required=False)
    length = Measure(label=_("length (m)"), min_value=1, max_value=20, decimal_places=2, required=False)


class SpacePageForm(FormPage):
    """A new space, or another number, kind or size of one."""

    permission_required = CHANGE
    menu = "parking_spaces"
    above = ((_("Parking spaces"), "parking_spaces"),)
    form_class = SpaceForm
    kept: Any = None
    success_message = _("Saved.")

    @cached_property
    def space(self) -> Any:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(selectors.visible_spaces(self.user), pk=self.kwargs["pk"])

    def get_title(self) -> Any:
        return self.space.number if self.space else _("New space")

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.space, name) for name in SpaceForm.base_fields} if self.space else {}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if self.space is None:
            estates = visible_estates(self.user).order_by("code")
            form.fields = {"estate": forms.ModelChoiceField(label=_("estate"), queryset=estates), **form.fields}
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        values = dict(form.cleaned_data)
        estate = self.space.estate if self.space else values.pop("estate")
        self.kept = keep_space(space=self.space, estate=estate, by=self.user, **values)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("parking_space", args=[self.kept.pk])


class LeaseForm(forms.Form):
    unit = UnitCode()
    plate = forms.CharField(label=_("plate"), max_length=20, required=False)
    vehicle = forms.CharField(label=_("vehicle"), max_length=40, required=False)
    monthly_rent = Measure(label=_("monthly rent (yuan)"), min_value=0, max_value=100_000, decimal_places=2)
    start = day_field(_("from"))
    last_day = day_field(_("last day"), required=False, help_text=_("Empty: until it is ended."))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_unit(self) -> Any:
        return unit_of(self, self.user)


class NewLease(FormPage):
    """Lets a space; `?entry=` of a waiting list fills in the unit that won a place."""

    title = _("New lease")
    permission_required = CHANGE
    menu = "parking_spaces"
    form_class = LeaseForm

    @cached_property
    def space(self) -> Any:
        return get_object_or_404(selectors.visible_spaces(self.user), pk=self.kwargs["pk"])

    @cached_property
    def entry(self) -> Any:
        asked = key_in(self.request.GET.get("entry", ""))
        winners = selectors.winners(self.space.estate)
        return get_object_or_404(winners, pk=asked) if asked is not None else None

    def get_subtitle(self) -> str:
        return f"{self.space.estate.name} · {self.space.number}"

    def breadcrumbs(self) -> list[Crumb]:
        space = reverse("parking_space", args=[self.space.pk])
        return [Crumb(_("Parking spaces"), reverse("parking_spaces")), Crumb(self.space.number, space)]

    def get_form_kwargs(self) -> dict[str, Any]:
        initial: dict[str, Any] = {"start": timezone.localdate()}
        if self.entry:
            initial |= {"unit": self.entry.unit.code, "plate": self.entry.plate}
        return super().get_form_kwargs() | {"user": self.user, "initial": initial}

    def form_valid(self, form: Any) -> HttpResponse:
        values = dict(form.cleaned_data)
        terms = LeaseTerms(**{**values, "monthly_rent": Yuan.parse(str(values["monthly_rent"]))})
        self.made = let_space(space=self.space, terms=terms, by=self.user, now=timezone.now(), entry=self.entry)
        said = (
            gettext("The lease of space %(space)s waits for another person's approval.")
            if terms.monthly_rent
            else gettext("Space %(space)s is let to %(unit)s.")
        )
        messages.success(self.request, said % {"space": self.space.number, "unit": terms.unit.code})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        made: Any = getattr(self, "made", None)
        waits = isinstance(made, LEASE_PROPOSALS.model)
        return LEASE_PROPOSALS.url(made) if waits else reverse("parking_space", args=[self.space.pk])


class _OfLease(Page):
    permission_required = CHANGE
    menu = "parking_leases"

    @cached_property
    def lease(self) -> Any:
        return get_object_or_404(selectors.visible_leases(self.user), pk=self.kwargs["pk"])

    def get_subtitle(self) -> str:
        return f"{self.lease.space.estate.name} · {self.lease.space.number} · {self.lease.unit.code}"

    def breadcrumbs(self) -> list[Crumb]:
        space = self.lease.space
        return [Crumb(_("Parking leases"), reverse("parking_leases")), Crumb(space.number, self.get_success_url())]

    def get_success_url(self) -> str:
        return reverse("parking_space", args=[self.lease.space_id])


class EndForm(forms.Form):
    last_day = day_field(_("last day"), help_text=_("The last day that still counts and is charged."))


class EndLease(_OfLease, FormPage):
    title = _("End the lease")
    submit_label = _("End the lease")
    form_class = EndForm

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": timezone.localdate()}

    def form_valid(self, form: Any) -> HttpResponse:
        last_day = form.cleaned_data["last_day"]
        end_lease(lease=self.lease, last_day=last_day, by=self.user)
        messages.success(self.request, gettext("The lease ends with %(day)s.") % {"day": last_day})
        return super().form_valid(form)


class PlateForm(forms.Form):
    plate = forms.CharField(label=_("plate"), max_length=20)
    vehicle = forms.CharField(label=_("vehicle"), max_length=40, required=False)


class ChangePlate(_OfLease, FormPage):
    title = _("Change the plate")
    success_message = _("Saved.")
    form_class = PlateForm

    def get_initial(self) -> dict[str, Any]:
        return {"plate": self.lease.plate, "vehicle": self.lease.vehicle}

    def form_valid(self, form: Any) -> HttpResponse:
        change_plate(lease=self.lease, by=self.user, **form.cleaned_data)
        return super().form_valid(form)
