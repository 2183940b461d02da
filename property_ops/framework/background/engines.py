"""Which engine calls the workers to their work: PROPERTY_OPS_TASKS. Read by the settings, before Django is there."""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from property_ops.framework import environment
from property_ops.framework.background import QUEUES
from property_ops.framework.environment import WrongSetting
from property_ops.kernel.text import gettext_noop

DATABASE, REDIS = "database", "redis"
USUAL_ADDRESS = "redis://127.0.0.1:6379/0"
ANSWER_SECONDS = 3

_UNKNOWN = gettext_noop(
    "%(name)s=%(value)s is no engine of background work. Write database, or redis for workers on several hosts."
)
_NO_PACKAGE = gettext_noop("%(name)s=redis needs a package that is not there. Run: pip install 'property-ops[redis]'")
_NEEDS_SERVER = gettext_noop(
    "%(name)s=redis is for workers on several hosts, and these need PostgreSQL: set DATABASE_URL. On SQLite the worker "
    "is part of property-ops serve; leave %(name)s away."
)
_NO_ADDRESS = gettext_noop(
    "%(name)s=%(value)s names no Redis. Write redis://host:6379/0 or rediss://user:password@host:6379/0."
)


def engine_chosen(database: Mapping[str, Any]) -> str:
    """DATABASE or REDIS. Raises WrongSetting for what is neither, and for what could not run here."""
    name = "PROPERTY_OPS_TASKS"
    value = environment.text(name, DATABASE).lower()
    if value not in (DATABASE, REDIS):
        raise WrongSetting(_UNKNOWN, name=name, value=value)
    if value == REDIS and find_spec("django_tasks_rq") is None:
        raise WrongSetting(_NO_PACKAGE, name=name)
    if value == REDIS and database["ENGINE"].endswith("sqlite3"):
        raise WrongSetting(_NEEDS_SERVER, name=name)
    return value


def redis_address() -> str:
    """Raises WrongSetting for what is no address of a Redis."""
    name = "PROPERTY_OPS_REDIS_URL"
    value = environment.text(name, USUAL_ADDRESS)
    parts = urlsplit(value)
    if parts.scheme not in ("redis", "rediss") or not parts.hostname:
        raise WrongSetting(_NO_ADDRESS, name=name, value=environment.without_password(value))
    return value


def tasks_setting(engine: str) -> dict[str, Any]:
    """Django's TASKS: the queue in the database, and with Redis the bells that call the workers."""
    queue = {"BACKEND": "property_ops.framework.background.queue.TaskQueue", "QUEUES": list(QUEUES)}
    bells = {"BACKEND": "property_ops.framework.background.bells.Bells", "QUEUES": list(QUEUES)}
    silent = {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": list(QUEUES)}
    return {"default": queue, "bells": bells if engine == REDIS else silent}


def redis_queues(address: str) -> dict[str, Any]:
    """django-rq's RQ_QUEUES. A bell that rang leaves nothing behind; what a worker does is not limited in time."""
    kept = {"DEFAULT_TIMEOUT": -1, "DEFAULT_RESULT_TTL": 0}
    patience = {"socket_connect_timeout": ANSWER_SECONDS, "socket_timeout": ANSWER_SECONDS}
    return {name: {"URL": address, **kept, "REDIS_CLIENT_KWARGS": patience} for name in QUEUES}
