"""How often one visitor may come without a log-in."""

from django.core.cache import cache
from django.http import HttpRequest

LOOKS_A_MINUTE = 60
MISSES_IN_TEN_MINUTES = 20


def visitor(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def network(request: HttpRequest) -> str:
    """The visitor's network, for the audit log: enough to see a pattern, not who it was."""
    address = visitor(request)
    mark = ":" if ":" in address else "."
    return mark.join([*address.split(mark)[:2], "*"])


def too_often(request: HttpRequest) -> bool:
    """Counts this look; whether it is one too many, or too many links were wrong."""
    misses = cache.get(f"statements.misses/{visitor(request)}", 0)
    return misses >= MISSES_IN_TEN_MINUTES or _count("looks", request, seconds=60) > LOOKS_A_MINUTE


def count_miss(request: HttpRequest) -> None:
    _count("misses", request, seconds=600)


def _count(what: str, request: HttpRequest, *, seconds: int) -> int:
    key = f"statements.{what}/{visitor(request)}"
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out just now
        return 1
