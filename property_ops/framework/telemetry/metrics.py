"""Figures for Prometheus: how requests went, in every process of this host; how tasks, workers and backups stand.

Off unless PROPERTY_OPS_METRICS is set. Labels are names of views, never paths. Processes share files in the data
folder (prometheus-client's way for several processes), which `serve` empties when it starts.
"""

import hmac
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from property_ops.framework.health import OFF, OK, answers, notes

LOOPBACK = "loopback"
_HERE, _HERE_NAMES = {"127.0.0.1", "::1"}, {"127.0.0.1", "localhost", "[::1]"}
_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@cache
def request_seconds() -> Any:
    """Made at the first request: by then it is known where the processes' files lie."""
    from prometheus_client import Histogram

    labels = ("view", "method", "status")
    return Histogram("property_ops_request_seconds", "Seconds until a page was answered.", labels, buckets=_BUCKETS)


def observe(*, view: str, method: str, status: int, seconds: float) -> None:
    if settings.METRICS:
        request_seconds().labels(view, method, f"{status // 100}xx").observe(seconds)


def begin_anew() -> None:
    """Files of processes that are no more; called before any of ours begins."""
    if settings.METRICS:
        shutil.rmtree(settings.METRICS_FOLDER, ignore_errors=True)
        Path(settings.METRICS_FOLDER).mkdir(parents=True, exist_ok=True)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 for whoever may not: nobody need know that there is something."""
    if not _may_read(request):
        raise Http404
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.exposition import CONTENT_TYPE_LATEST
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(settings.METRICS_FOLDER))
    registry.register(_StateOfInstallation())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _StateOfInstallation:
    """Asked for at each look: what the database and the disk say now."""

    def collect(self) -> Iterator[Any]:
        from prometheus_client.core import GaugeMetricFamily

        parts = answers()
        health = GaugeMetricFamily("property_ops_well", "1 where a part of /healthz is well.", labels=["part"])
        told = notes() if parts["database"] == OK else []
        for part, state in [*parts.items(), *((note.name, note.state) for note in told if note.state != OFF)]:
            health.add_metric([part], float(state == OK))
        yield health
        for note in told:
            for name, value in note.facts.items():
                if isinstance(value, (int, float)):
                    yield GaugeMetricFamily(f"property_ops_{name}", f"{name} of /healthz", value=float(value))
        if parts["database"] == OK:
            yield _tasks()


def _tasks() -> Any:
    from django.db.models import Count
    from prometheus_client.core import GaugeMetricFamily

    family = GaugeMetricFamily("property_ops_tasks", "Background tasks by queue and state.", labels=["queue", "state"])
    for queue, state, count in (
        DBTaskResult.objects.order_by().values_list("queue_name", "status").annotate(Count("pk"))
    ):
        family.add_metric([queue, state.lower()], count)
    return family


def _may_read(request: HttpRequest) -> bool:
    if not settings.METRICS:
        return False
    if settings.METRICS == LOOPBACK:
        named = request.META.get("HTTP_HOST", "").rpartition(":")[0] or request.META.get("HTTP_HOST", "")
        forwarded = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
        return request.META.get("REMOTE_ADDR") in _HERE and named in _HERE_NAMES and not forwarded
    given = request.headers.get("Authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS}".encode())
