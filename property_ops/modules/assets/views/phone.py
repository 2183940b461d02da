"""The equipment at a plate, on the phone."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext

from property_ops.framework.models import User
from property_ops.framework.web.pages import Page
from property_ops.framework.web.pictures import shows_waiting_photos
from property_ops.kernel.errors import BusinessError
from property_ops.modules.assets.selectors import register
from property_ops.modules.assets.views.words import LOOK
from property_ops.modules.rounds.public import Checkpoint, checkpoint_of_plate


def link_of_plate(user: User, checkpoint: Checkpoint, plate: str) -> tuple[str, str] | None:
    """Of slot `plate_links`: for who may look at equipment, where there is any."""
    if not user.has_perm(LOOK):
        return None
    names = [one.name for one in register.assets_at(checkpoint)]
    if not names:
        return None
    return gettext("Equipment here: %(names)s") % {"names": "、".join(names)}, reverse("phone_assets", args=[plate])


@shows_waiting_photos
class AssetsAtPlate(Page):
    """What hangs or stands there, its warranty, and what was done to it. The plate lets in."""

    permission_required = LOOK
    template_name = "assets/at_plate.html"

    @cached_property
    def checkpoint(self) -> Checkpoint:
        try:
            return checkpoint_of_plate(self.kwargs["plate"])
        except BusinessError as error:
            raise Http404 from error

    def get_title(self) -> str:
        return str(self.checkpoint)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        rows = [
            (one, register.warranty_words(one, today), register.works_of(one)[:5])
            for one in register.assets_at(self.checkpoint)
        ]
        more = {"checkpoint": self.checkpoint, "plate": self.kwargs["plate"], "assets": rows}
        return super().get_context_data(**kwargs) | more
