"""What equipment adds to other pages."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.tabs import Panel
from property_ops.modules.assets.selectors import register
from property_ops.modules.assets.views.words import VIEW


class AssetOfWork(Panel):
    """Of slot `work_panels`: the equipment that the work is for."""

    permission_required = VIEW
    title = _("Equipment")
    icon = "engine"
    order = 26
    template_name = "assets/work_panel.html"

    def is_there(self) -> bool:
        return register.asset_of(self.subject) is not None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asset = register.asset_of(self.subject)
        warranty = register.warranty_words(asset, timezone.localdate()) if asset else ""
        return super().get_context_data(**kwargs) | {"asset": asset, "warranty": warranty}
