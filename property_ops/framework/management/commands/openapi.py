from typing import Any

from property_ops.framework.terminal import ProductCommand, Theme, gettext_lazy


class Command(ProductCommand):
    help = gettext_lazy(
        "The description of the REST API (OpenAPI 3.1), of all modules that are installed, as it is at "
        "/api/v1/openapi.json."
    )
    theme = Theme.START

    def handle(self, *args: Any, **options: Any) -> None:
        from property_ops.framework.api.description import written
        from property_ops.framework.api.site import description

        self.stdout.write(written(description()), ending="")
