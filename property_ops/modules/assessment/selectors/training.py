"""Reading trainings for someone."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from property_ops.framework.models import User
from property_ops.modules.assessment.models import CalledToTraining, Training


def visible_trainings(user: User) -> QuerySet[Any]:
    """With `called_count` and `came_count`; all for who may see all assessments, else those one was called to."""
    came = Count("called", filter=Q(called__came=True))
    found = Training.objects.visible_to(user).annotate(called_count=Count("called"), came_count=came)
    if not user.has_perm("assessment.view"):
        found = found.filter(pk__in=CalledToTraining.objects.filter(person=user).values("training"))
    return found.select_related("prepared_by", "decided_by")


def called_to(training: Training, user: User) -> QuerySet[CalledToTraining]:
    """Everybody, or oneself alone."""
    found = training.called.select_related("person").order_by("pk")
    return found if user.has_perm("assessment.view") else found.filter(person=user)


def people() -> QuerySet[User]:
    """Who can be called."""
    staff = User.objects.filter(groups__isnull=False, is_active=True, is_program=False)
    return staff.distinct().order_by("display_name", "pk")
