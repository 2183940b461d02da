"""Writing down a training: who was called, and who came."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import refuse_twice
from property_ops.kernel.writing import within
from property_ops.modules.assessment.domain.errors import NobodyCalled, TrainingToCome
from property_ops.modules.assessment.models import CalledToTraining, Training


def write_down_training(
    *, title: str, day: date, called: Collection[User], came: Collection[User], by: User, now: datetime, today: date
) -> Training:
    """It counts once another person has approved it. Raises NotAllowed, NobodyCalled, TrainingToCome."""
    require(by, Training.rights.prepare)
    if not called or not {one.pk for one in came} <= {one.pk for one in called}:
        raise NobodyCalled()
    refuse_twice(called)
    if day > today:
        raise TrainingToCome(day=day)
    there = {one.pk for one in came}
    with transaction.atomic():
        made = Training.objects.create(
            number=Training.series.next(day.year),
            title=within(title, most=60),
            day=day,
            prepared_by=by,
            prepared_at=now,
        )
        CalledToTraining.objects.bulk_create(
            CalledToTraining(training=made, person=one, came=one.pk in there) for one in called
        )
        audit.record(by=by, action="assessment.training", subject=made.number, count=len(called))
    return made
