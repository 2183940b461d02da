"""What Django's system checks (`property-ops check`, and before the commands that run them) say of our modules."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from property_ops.framework.permissions import rights
from property_ops.framework.web.navigation import entries

_IN_A_TEMPLATE = re.compile(r"\bperms\.(\w+\.\w+)")


def undeclared_permissions(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Names of permissions in menus and templates that no access.csv declares.

    A template swallows what is raised under `and`, `or` and `not`: there a name mistyped would only look refused.
    """
    return [
        Error(f"{place} names the permission {name}, which no access.csv declares.", id="po_framework.E001")
        for place, name in _named()
        if name not in rights()
    ]


def _named() -> Iterator[tuple[str, str]]:
    for entry in entries():
        if entry.permission:
            yield f"The menu entry “{entry.label}”", entry.permission
    for folder in (Path(__file__).resolve().parent, *(module.folder for module in settings.MODULES)):
        for path in sorted(folder.glob("templates/**/*.html")):
            for name in _IN_A_TEMPLATE.findall(path.read_text(encoding="utf-8")):
                yield str(path), name
