"""What waits for somebody on the overview: each row leads to the list that shows exactly these."""

import pytest

from property_ops.framework.slots import plugged_into
from property_ops.framework.todo import late_tasks_of, tasks_of
from tests.pages import queries_of
from tests.visitors import ADMINISTRATOR, visitor

pytestmark = pytest.mark.django_db
NO_LIST = ("/dispatch/", "/month-end/", "/receipts/match/", "/arrears/", "/reconciliations/")
"""Lead to a board, to the steps of a month, to one receipt or bank account after the other, and to sums by estate."""
MOST_QUERIES = 40


@pytest.mark.long
def test_every_row_of_what_waits_leads_to_a_list_of_exactly_these(site):
    client = visitor(ADMINISTRATOR)
    tasks = [*tasks_of(client.user), *late_tasks_of(client.user)]
    assert len({task.url for task in tasks}) == len(tasks) > 10
    for task in tasks:
        answer = client.get(task.url, follow=True)
        assert answer.status_code == 200, task.url
        if not task.is_approval and not task.url.startswith(NO_LIST):
            assert answer.context["table"].paginator.count == task.count, task.url
        assert task.since is not None or task.url.startswith(NO_LIST), task.url


def test_who_may_not_do_it_is_not_told_of_it(site):
    nobody = visitor("auditor").user
    assert tasks_of(nobody) == []
    assert not [one for one in plugged_into("things_to_do") if nobody.has_perm(one.permission)]


def test_the_overview_asks_few_questions(site):
    assert queries_of(visitor(ADMINISTRATOR), "/") <= MOST_QUERIES
