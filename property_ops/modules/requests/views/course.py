"""The course of a request for whoever has its link, without a log-in: how it goes, rating it, having it taken up again.

Nobody rates for another: where somebody of the office is logged in, the page only shows.
"""

from django import forms
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.pictures.reading import Size
from property_ops.framework.web.form_keys import once
from property_ops.framework.web.pictures import picture_response
from property_ops.framework.web.printable import all_printable
from property_ops.framework.web.public_pages import PublicPages
from property_ops.kernel.errors import BusinessError, LinkExpired, LinkNotFound
from property_ops.kernel.personal import masked_phone
from property_ops.modules.requests.domain.errors import NotSaid, StaffCannotRate
from property_ops.modules.requests.domain.states import COMPLETED
from property_ops.modules.requests.public import RatedBy, Satisfaction
from property_ops.modules.requests.selectors.courses import CourseLink, link_of
from property_ops.modules.requests.services import rate_by_link, reopen_by_link, send_code

PAGES = PublicPages(
    "courses",
    sorry="portal/sorry.html",
    lost=_("Check the address, or scan the QR code on the paper again."),
    renewed=_("Ask the property office for a new one."),
)


class AgainForm(forms.Form):
    words = forms.CharField(max_length=100)


@PAGES.page("POST")
def course(request: HttpRequest, token: str) -> HttpResponseBase:
    today = timezone.localdate()
    found = link_of(token, today=today)
    if request.method != "POST":
        return _page(request, token, found)
    return once(request, lambda: _said(request, token, found))


@PAGES.page()
def course_photo(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """A photo of the link's own request, and of no other."""
    found = link_of(token, today=timezone.localdate()).request
    photo = get_object_or_404(found.photos.select_related("picture"), pk=pk)
    return picture_response(request, photo.picture, Size.SMALL)


def _said(request: HttpRequest, token: str, found: CourseLink) -> HttpResponseBase:
    try:
        _take(request, token)
    except (LinkNotFound, LinkExpired):
        raise
    except BusinessError as error:
        return _page(request, token, found, problem=error.sentence(gettext))
    sent = "?sent=1" if "send_code" in request.POST else ""
    return HttpResponseRedirect(reverse("request_course", args=[token]) + sent)


def _take(request: HttpRequest, token: str) -> None:
    """Raises StaffCannotRate, NotSaid, and what `rate_by_link`, `send_code` and `reopen_by_link` raise."""
    if request.user.is_authenticated:
        raise StaffCannotRate()
    now, today = timezone.now(), timezone.localdate()
    if "send_code" in request.POST:
        send_code(token=token, now=now, today=today)
        return
    if request.POST.get("satisfaction") in Satisfaction.values:
        said, code = Satisfaction(request.POST["satisfaction"]), request.POST.get("code", "")
        rate_by_link(token=token, satisfaction=said, now=now, today=today, code=code)
        return
    form = AgainForm(request.POST)
    if not form.is_valid() or not all_printable(form):
        raise NotSaid()
    reopen_by_link(token=token, words=form.cleaned_data["words"], today=today)


def _page(request: HttpRequest, token: str, link: CourseLink, *, problem: str = "") -> HttpResponseBase:
    found, manner = link.request, link.rates
    content = {
        "asked": found,
        "is_open": found.is_open,
        "may_rate": found.state in COMPLETED and not found.satisfaction,
        "may_reopen": found.state in COMPLETED,
        "rates": manner,
        "by_code": manner is RatedBy.CODE,
        "phone": masked_phone(found.phone),
        "is_sent": "sent" in request.GET or bool(problem and request.POST.get("code")),
        "photos": found.photos.all(),
        "problem": problem,
        "satisfactions": Satisfaction.choices,
        "title": found.number,
        "token": token,
        "work_state": gettext(found.work.get_state_display()) if found.work else "",
    }
    return render(request, "requests/course.html", content, status=422 if problem else 200)
