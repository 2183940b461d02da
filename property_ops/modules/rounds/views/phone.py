"""Rounds on the phone: what is due today, and the page behind a plate."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.pages import Page
from property_ops.framework.web.pictures import ACCEPTED, shows_waiting_photos, takes_photos_of_anybody
from property_ops.framework.web.public_pages import PublicPages
from property_ops.kernel.errors import BusinessError, LinkNotFound, LinkRevoked
from property_ops.modules.rounds.domain.errors import CheckpointRetired, PlateUnknown
from property_ops.modules.rounds.public import checkpoint_of_plate
from property_ops.modules.rounds.selectors.phone import due_rounds
from property_ops.modules.rounds.services.scans import SCAN


def section_for(user: User) -> tuple[str, str] | None:
    """Of slot `phone_sections`: the rounds of the day, for who has any."""
    if not user.has_perm(SCAN):
        return None
    due = [one for of_estate in due_rounds(user, on=timezone.localdate()) for one in of_estate.due]
    if not due:
        return None
    figures = {"done": sum(one.done for one in due), "due": sum(one.due for one in due)}
    return gettext("My rounds: %(done)s of %(due)s done") % figures, reverse("phone_rounds")


@shows_waiting_photos
class OnPhone(Page):
    permission_required = SCAN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"accepted_files": ACCEPTED, "max_megabytes": settings.PHOTO_MAX_MEGABYTES}
        return super().get_context_data(**kwargs) | more


class MyRounds(OnPhone):
    title = _("My rounds")
    template_name = "rounds/my_rounds.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"estates": due_rounds(self.user, on=timezone.localdate())}


PAGES = PublicPages(
    "plates",
    sorry="portal/sorry.html",
    lost=_("Check the address, or scan the QR code on the plate again."),
    renewed=_("Please call the property office."),
    looks_a_minute=30,
    is_shared=True,
)


@takes_photos_of_anybody
@login_not_required
def plate(request: HttpRequest, plate: str) -> HttpResponseBase:
    """The page that a plate's code opens: who walks rounds notes the scan, anybody else reports a fault.

    With `?report` who walks rounds reports one too.
    """
    if request.user.is_authenticated and request.user.has_perm(SCAN) and "report" not in request.GET:
        return Plate.as_view()(request, plate=plate)
    return visited(request, token=plate)


@PAGES.page("POST")
def visited(request: HttpRequest, token: str) -> HttpResponseBase:
    try:
        checkpoint = checkpoint_of_plate(token)
    except PlateUnknown as error:
        raise LinkNotFound() from error
    except CheckpointRetired as error:
        raise LinkRevoked() from error
    for show in plugged_into("plate_visitors"):
        answer: HttpResponseBase = show(request, checkpoint)
        return answer
    return redirect_to_login(request.get_full_path())


class Plate(OnPhone):
    """The page that a plate's code opens. Without a code it stands for all plates while there is no connection."""

    title = _("Scan of a plate")
    template_name = "rounds/plate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        checkpoint, sorry, given = None, "", self.kwargs.get("plate", "")
        if given:
            try:
                checkpoint = checkpoint_of_plate(given)
            except BusinessError as error:
                sorry = error.sentence(gettext)
        found = [link(self.user, checkpoint, given) for link in plugged_into("plate_links")] if checkpoint else []
        more = {"checkpoint": checkpoint, "sorry": sorry, "plate": given, "links": [one for one in found if one]}
        return super().get_context_data(**kwargs) | more
