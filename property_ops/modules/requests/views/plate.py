"""What somebody sees who scans the plate of a place and walks no rounds: reporting a fault there, without a log-in."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.form_keys import once
from property_ops.framework.web.pictures import PicturesField
from property_ops.framework.web.printable import all_printable
from property_ops.framework.web.public_pages import refuse_too_many
from property_ops.kernel.errors import BusinessError
from property_ops.modules.estates.public import Company
from property_ops.modules.requests import selectors
from property_ops.modules.requests.domain.errors import TooManyReports
from property_ops.modules.requests.public import ReportedAtPlace, Topic, report_at_place
from property_ops.modules.rounds.public import Checkpoint

MOST_PHOTOS, SHOWN = 6, 5
MOST_OF_A_PHONE, MOST_OF_AN_ADDRESS = 5, 60
USUAL = {
    "lamp": Topic.LIGHTING,
    "lot": Topic.PARKING,
    "green": Topic.GREENERY,
    "waste": Topic.CLEANING,
    "fire": Topic.SAFETY,
}
"""What is most likely broken at a place of that kind: chosen beforehand."""


class ReportForm(forms.Form):
    topic = forms.ChoiceField(label=_("What is it about?"), choices=Topic.choices)
    content = forms.CharField(label=_("What is the matter?"), max_length=400, widget=forms.Textarea(attrs={"rows": 4}))
    photos = PicturesField(label=_("Photos"), required=False)
    person = forms.CharField(label=_("Your name, if you like"), max_length=40, required=False)
    phone = forms.CharField(label=_("Your phone, if we may call back"), max_length=20, required=False)

    def clean_photos(self) -> list[Any]:
        photos: list[Any] = self.cleaned_data["photos"]
        if len(photos) > MOST_PHOTOS:
            raise forms.ValidationError(_("At most six photos."))
        return photos


def report(request: HttpRequest, checkpoint: Checkpoint) -> HttpResponseBase:
    """Of slot `plate_visitors`."""
    if request.method != "POST":
        form = ReportForm(initial={"topic": USUAL.get(checkpoint.kind, Topic.OTHER)})
        return _page(request, checkpoint, form)
    return once(request, lambda: _reported(request, checkpoint))


def _reported(request: HttpRequest, checkpoint: Checkpoint) -> HttpResponseBase:
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid() or not all_printable(form):
        return _page(request, checkpoint, form)
    values = dict(form.cleaned_data)
    photos = [one.read() for one in values.pop("photos")]
    by = request.user if request.user.is_authenticated else None
    try:
        refuse_too_many(
            request, "reports", of_phone=MOST_OF_A_PHONE, of_address=MOST_OF_AN_ADDRESS, error=TooManyReports
        )
        made = report_at_place(
            checkpoint=checkpoint, reported=ReportedAtPlace(**values), photos=photos, by=by, now=timezone.now()
        )
    except BusinessError as error:
        form.add_error(None, error.sentence(gettext))
        return _page(request, checkpoint, form)
    return HttpResponseRedirect(reverse("request_course", args=[made.course]))


def _page(request: HttpRequest, checkpoint: Checkpoint, form: ReportForm) -> HttpResponseBase:
    content = {
        "checkpoint": checkpoint,
        "company": Company.load(),
        "form": form,
        "known": selectors.open_at(checkpoint)[:SHOWN],
        "title": str(checkpoint),
    }
    return render(request, "requests/plate.html", content, status=422 if form.errors else 200)
