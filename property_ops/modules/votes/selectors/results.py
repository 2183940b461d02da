"""What frozen results say."""

import json
from collections.abc import Collection

from django.db.models import QuerySet

from property_ops.framework.published import within
from property_ops.kernel.period import Period
from property_ops.modules.votes.models import PollResult, PollSubject


def carried_subjects(subjects: Collection[int]) -> set[int]:
    """Those of them that a result which stands has carried."""
    asked = list(PollSubject.objects.filter(pk__in=subjects).values_list("pk", "poll", "number"))
    figures = dict(
        PollResult.objects.filter(poll__in={poll for _pk, poll, _number in asked}).values_list("poll", "figures")
    )
    said = {poll: dict(json.loads(text)["subjects"]) for poll, text in figures.items()}
    return {pk for pk, poll, number in asked if said.get(poll, {}).get(number, {}).get("carried")}


def found_in(period: Period) -> QuerySet[PollResult]:
    """Results of votes, of all estates."""
    return PollResult.objects.filter(within("at__date", period)).select_related("poll__estate")
