"""The verifier for browsers, as one page that needs nothing else: opened here, or saved and opened from a disk."""

import base64
import re
from hashlib import sha256
from pathlib import Path

from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

PAGE = Path(__file__).resolve().parent.parent / "static" / "ledger" / "verify.html"


def _hashes(text: str, element: str) -> list[str]:
    contents = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
    return [f"'sha256-{base64.b64encode(sha256(one.encode()).digest()).decode()}'" for one in contents]


def _allowed() -> dict[str, list[str]]:
    """Its own script and its own style, known by their hashes, and no network at all."""
    text = PAGE.read_text(encoding="utf-8")
    return {
        "default-src": ["'none'"],
        "script-src": _hashes(text, "script"),
        "style-src": _hashes(text, "style"),
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


@login_not_required
@require_safe
@csp(_allowed())
def offline_verifier(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.read_bytes(), content_type="text/html; charset=utf-8")
