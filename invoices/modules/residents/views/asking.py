"""Asking for a repair on the household's page: photos, place, time; how it goes; rating it, having it reopened."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.residents.domain.entry import knew_phone, refuse_without_phone
from invoices.modules.residents.public import HouseholdDevice
from invoices.modules.residents.views.kit import household_answer, household_page
from property_ops.framework.pictures.reading import Size
from property_ops.framework.web.pictures import PicturesField, picture_response, takes_photos_of_anybody
from property_ops.framework.web.printable import all_printable
from property_ops.kernel.errors import BusinessError
from property_ops.modules.requests.public import (
    AskedOnline,
    Satisfaction,
    Topic,
    ask_online,
    rate_online,
    reopen_online,
    requests_of_tenure,
)

MOST_PHOTOS, SHOWN = 6, 50


class RequestForm(forms.Form):
    topic = forms.ChoiceField(label=_("What is it about?"), choices=Topic.choices)
    content = forms.CharField(label=_("What is the matter?"), max_length=400, widget=forms.Textarea(attrs={"rows": 4}))
    place = forms.CharField(label=_("Where?"), max_length=100, required=False)
    suits = forms.CharField(label=_("When does it suit you?"), max_length=60, required=False)
    photos = PicturesField(label=_("Photos"), required=False)

    def clean_photos(self) -> list[Any]:
        photos: list[Any] = self.cleaned_data["photos"]
        if len(photos) > MOST_PHOTOS:
            raise forms.ValidationError(_("At most six photos."))
        return photos


class AgainForm(forms.Form):
    """What is missing, for what is to be taken up again."""

    words = forms.CharField(max_length=100)


@takes_photos_of_anybody
@household_page("POST")
def requests(request: HttpRequest, household: HouseholdDevice) -> HttpResponseBase:
    """What the household asked for, and asking anew."""
    form = RequestForm(request.POST, request.FILES) if request.method == "POST" else RequestForm()
    if request.method == "POST" and form.is_valid() and all_printable(form):
        values = dict(form.cleaned_data)
        photos = [one.read() for one in values.pop("photos")]
        moment: dict[str, Any] = {"now": timezone.now(), "today": timezone.localdate()}
        try:
            made = ask_online(tenure=household.tenure, asked=AskedOnline(**values), photos=photos, **moment)
            return HttpResponseRedirect(reverse("household_request", args=[household.pk, made.number]))
        except BusinessError as error:
            form.add_error(None, error.sentence(gettext))
    content = {
        "form": form,
        "asked": requests_of_tenure(household.tenure)[:SHOWN],
        "is_over": household.tenure.is_over(timezone.localdate()),
    }
    return household_answer(request, "residents/requests.html", household, content, status=422 if form.errors else 200)


@household_page("POST")
def request_page(request: HttpRequest, household: HouseholdDevice, number: str) -> HttpResponseBase:
    """How it goes; once it is answered, what the household says of it."""
    found = get_object_or_404(requests_of_tenure(household.tenure), number=number)
    problem = ""
    if request.method == "POST":
        try:
            _said(request, household, found)
            return HttpResponseRedirect(reverse("household_request", args=[household.pk, number]))
        except BusinessError as error:
            problem = error.sentence(gettext)
    content = {
        "asked": found,
        "photos": found.photos.select_related("picture"),
        "problem": problem,
        "satisfactions": Satisfaction.choices,
        "may_rate": knew_phone(household.proofs),
    }
    return household_answer(request, "residents/request.html", household, content, status=422 if problem else 200)


@household_page()
def request_photo(request: HttpRequest, household: HouseholdDevice, number: str, photo: int) -> HttpResponseBase:
    found = get_object_or_404(requests_of_tenure(household.tenure), number=number)
    shown = get_object_or_404(found.photos.select_related("picture"), pk=photo)
    return picture_response(request, shown.picture, Size.SMALL)


def _said(request: HttpRequest, household: HouseholdDevice, found: Any) -> None:
    """A rating is counted and published, so that a statement alone is not enough. Raises PhoneMustBeProven, NotSaid,
    RatedAlready, IllegalMove."""
    if "reopen" in request.POST:
        form = AgainForm(request.POST)
        words = form.cleaned_data["words"] if form.is_valid() and all_printable(form) else ""
        reopen_online(request=found, tenure=household.tenure, words=words)
    elif request.POST.get("satisfaction") in Satisfaction.values:
        refuse_without_phone(household.proofs)
        rate_online(request=found, tenure=household.tenure, satisfaction=Satisfaction(request.POST["satisfaction"]))
