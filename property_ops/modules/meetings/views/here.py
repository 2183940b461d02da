"""Without a log-in: who is at a meeting scans the code that hangs there and signs in on the own phone."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.form_keys import once
from property_ops.framework.web.printable import all_printable
from property_ops.framework.web.public_pages import PublicPages, refuse_too_many
from property_ops.kernel.errors import BusinessError
from property_ops.modules.meetings.domain.errors import TooManySignIns
from property_ops.modules.meetings.public import Meeting
from property_ops.modules.meetings.services.attending import meeting_at, sign_in

MOST_OF_A_PHONE, MOST_OF_AN_ADDRESS = 10, 600
PAGES = PublicPages(
    name="meetings",
    sorry="meetings/sorry.html",
    lost=_("Scan the code at the meeting once more, or sign on the paper list."),
    renewed=_("Scan the code at the meeting once more, or sign on the paper list."),
    is_shared=True,
)


class SignInForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=40)
    home = forms.CharField(label=_("Your home, such as 3-2-501"), max_length=40, required=False)


@PAGES.page("POST")
def here(request: HttpRequest, token: str) -> HttpResponseBase:
    """Raises LinkNotFound."""
    meeting = meeting_at(token)
    if request.method == "POST":
        return once(request, lambda: _signed(request, meeting))
    return _page(request, meeting, SignInForm())


def _signed(request: HttpRequest, meeting: Meeting) -> HttpResponseBase:
    form = SignInForm(request.POST)
    if not form.is_valid() or not all_printable(form):
        return _page(request, meeting, form)
    try:
        refuse_too_many(
            request, "sign_ins", of_phone=MOST_OF_A_PHONE, of_address=MOST_OF_AN_ADDRESS, error=TooManySignIns
        )
        sign_in(meeting=meeting, now=timezone.now(), **form.cleaned_data)
    except BusinessError as error:
        form.add_error(None, error.sentence(gettext))
        return _page(request, meeting, form)
    return HttpResponseRedirect("?done=1")


def _page(request: HttpRequest, meeting: Meeting, form: Any) -> HttpResponseBase:
    content = {
        "meeting": meeting,
        "title": meeting.title,
        "form": form,
        "done": "done" in request.GET,
        "is_open": meeting.takes_names(timezone.now()),
    }
    return render(request, "meetings/here.html", content, status=422 if form.errors else 200)
