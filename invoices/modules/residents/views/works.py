"""Residents as the fourth party: accepted works with photos and who accepted them; complaining about one, in words and
photos, within the days of the agreement; what was counted, and what was answered."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from invoices.modules.complaints.public import (
    complain,
    complaint_of,
    counted,
    photo_of_complaint,
    standing_of,
    take_back,
)
from invoices.modules.residents.domain.entry import refuse_without_phone
from invoices.modules.residents.public import HouseholdDevice
from invoices.modules.residents.selectors import works as read
from invoices.modules.residents.views.kit import household_answer, household_page, note_look
from invoices.modules.residents.views.saying import ObjectionForm
from property_ops.framework.pictures.reading import Size
from property_ops.framework.web.pictures import picture_response, size_named, takes_photos_of_anybody
from property_ops.framework.web.printable import all_printable
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.quantity import plain
from property_ops.modules.portal.public import certificate_address
from property_ops.modules.works.public import Party, lines_of, photos_of, words_of


@household_page()
def works(request: HttpRequest, household: HouseholdDevice) -> HttpResponseBase:
    note_look(request, household, "works")
    today = timezone.localdate()
    rows = [(work, standing_of(work)) for work in read.works_for(household, today=today)]
    shown = [(work, counted(standing, today), standing) for work, standing in rows]
    return household_answer(request, "residents/works.html", household, {"works": shown})


@takes_photos_of_anybody
@household_page("POST")
def work(request: HttpRequest, household: HouseholdDevice, number: str) -> HttpResponseBase:
    """With `back`, a complaint is taken back; else words and photos make one. Both speak for the home."""
    today = timezone.localdate()
    found = read.work_for(household, number, today=today)
    if found is None:
        raise Http404
    form = ObjectionForm(request.POST, request.FILES) if request.method == "POST" else ObjectionForm()
    if request.method == "POST" and _said(household, found, form, taken_back="back" in request.POST):
        return HttpResponseRedirect(reverse("household_work", args=[household.pk, number]))
    if request.method == "GET":
        note_look(request, household, number)
    standing = standing_of(found)
    content = {
        "work": found,
        "quantities": [(line.name, line.done, line.accepted, line.unit) for line in lines_of(found)],
        "accepted": [_word(word) for word in words_of(found)],
        "photos": photos_of(found),
        "certificate": certificate_address(found),
        "standing": standing,
        "counted": counted(standing, today),
        "complaint": complaint_of(found, household.tenure),
        "takes": standing.takes(today),
        "form": form,
        "plain": plain,
    }
    return household_answer(request, "residents/work.html", household, content, status=422 if form.errors else 200)


@household_page()
def photo(request: HttpRequest, household: HouseholdDevice, number: str, photo: int, size: str) -> HttpResponseBase:
    found = read.work_for(household, number, today=timezone.localdate())
    shown = read.photo_of(found, photo) if found else None
    if shown is None:
        raise Http404
    return picture_response(request, shown.picture, size_named(size))


@household_page()
def own_photo(request: HttpRequest, household: HouseholdDevice, photo: int) -> HttpResponseBase:
    """A photo of the household's own complaint."""
    found = photo_of_complaint(household.tenure, photo)
    if found is None:
        raise Http404
    return picture_response(request, found.picture, Size.SMALL)


def _said(household: HouseholdDevice, found: Any, form: ObjectionForm, *, taken_back: bool) -> bool:
    """Whether it was said; what was refused is in the form."""
    try:
        refuse_without_phone(household.proofs)
        if taken_back:
            form.errors.clear()
            take_back(work=found, tenure=household.tenure, today=timezone.localdate())
            return True
        if not (form.is_valid() and all_printable(form)):
            return False
        complain(
            work=found,
            tenure=household.tenure,
            words=form.cleaned_data["words"],
            now=timezone.now(),
            photos=[one.read() for one in form.cleaned_data["photos"]],
            today=timezone.localdate(),
        )
    except BusinessError as error:
        form.add_error(None, error.sentence(gettext))
        return False
    return True


def _word(word: Any) -> tuple[str, Any]:
    """Which party, and when; persons are not named."""
    return gettext(Party(word.party).word) if word.party else gettext("Acceptance"), word.on
