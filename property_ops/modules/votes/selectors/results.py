"""What frozen results say."""

import json
from collections.abc import Collection

from property_ops.modules.votes.models import PollResult, PollSubject


def carried_subjects(subjects: Collection[int]) -> set[int]:
    """Those of them that a result which stands has carried."""
    asked = list(PollSubject.objects.filter(pk__in=subjects).values_list("pk", "poll", "number"))
    figures = dict(
        PollResult.objects.filter(poll__in={poll for _pk, poll, _number in asked}).values_list("poll", "figures")
    )
    said = {poll: dict(json.loads(text)["subjects"]) for poll, text in figures.items()}
    return {pk for pk, poll, number in asked if said.get(poll, {}).get(number, {}).get("carried")}
