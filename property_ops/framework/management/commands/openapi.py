from typing import Any

from property_ops.framework.rest.description import written
from property_ops.framework.rest.site import description
from property_ops.framework.terminal import ProductCommand, Theme, gettext_lazy


class Command(ProductCommand):
    help = gettext_lazy(
        "The description of the REST API (OpenAPI 3.1). Of all modules that are installed, as at /api/v1/openapi.json."
    )
    theme = Theme.OTHER_SYSTEMS

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(written(description()), ending="")
