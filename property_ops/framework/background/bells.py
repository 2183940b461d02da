"""Bells in Redis: each calls one worker to one task of a queue. Which one, the database says.

Only where PROPERTY_OPS_TASKS=redis. A bell too many finds nothing to do; a bell too few is rung again (`calling`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django_rq
from django_tasks import task
from django_tasks_rq import Job, RQBackend
from redis.exceptions import RedisError

from property_ops.framework.background import USUAL
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class RedisSilent(BusinessError):
    code = "redis_silent"
    message = gettext_noop(
        "Redis does not answer at PROPERTY_OPS_REDIS_URL (%(reason)s). What is to be done stands in the database and "
        "waits. Start Redis, or correct the address."
    )


class Bells(RQBackend):
    """django-tasks-rq's, without the pages of django-rq: what is to be done is shown from the database."""

    def check(self, **kwargs: Any) -> Iterator[Any]:
        yield from (found for found in super().check(**kwargs) if "INSTALLED_APPS" not in (found.hint or ""))


@task(backend="bells")
def bell(queue: str) -> None:
    """Work off one task of that queue, if one waits."""
    from property_ops.framework.background.listening import called

    called.answer(queue)


def ring(queue: str, times: int = 1) -> None:
    """Raises RedisSilent."""
    with answering():
        for _ in range(times):
            bell.using(queue_name=queue).enqueue(queue)


def ringing(queue: str) -> int:
    """How many bells ring that nobody has heard yet. Raises RedisSilent."""
    with answering():
        return int(queue_in_redis(queue).count)


def queue_in_redis(name: str) -> Any:
    return django_rq.get_queue(name, job_class=Job)


def check_redis() -> None:
    """Raises RedisSilent."""
    with answering():
        django_rq.get_connection(USUAL).ping()


@contextmanager
def answering() -> Iterator[None]:
    try:
        yield
    except (RedisError, OSError) as error:
        raise RedisSilent(reason=str(error)[:200]) from error
