import pytest

from property_ops.framework import audit
from property_ops.framework.web.audit_log import actions_in_words
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("auditor", 200),
        ("manager", 200),
        ("administrator", 200),
        ("accountant", 403),
        ("reviewer", 403),
        ("grid_worker", 403),
    ],
)
def test_auditors_and_managers_read_the_log(role, status):
    assert visitor(role).get("/audit/").status_code == status


def test_entries_say_who_did_what_to_what_in_words():
    client = visitor("auditor", display_name="沈审计")
    audit.record(by=client.user, action="people.viewed", subject="BC01-1-1-101")
    audit.record(by=None, action="some.thing", subject="X", rows=3, estates=["BC01", "BC02"])
    page = client.text("/audit/")
    assert "looked at a unit&#x27;s people" in page
    assert "some.thing" in page
    assert "rows: 3; estates: BC01, BC02" in page
    assert "nobody" in page


def test_the_log_is_searched_by_subject_and_filtered_by_person_kind_and_day():
    client = visitor("auditor")
    audit.record(by=client.user, action="people.viewed", subject="BC01-1-1-101")
    audit.record(by=None, action="import.file", subject="小区台账.xlsx")

    def subjects(**query):
        return [row.record.subject for row in client.get("/audit/", query).context["table"].paginated_rows]

    assert subjects(q="BC01") == ["BC01-1-1-101"]
    assert subjects(user=client.user.pk) == ["BC01-1-1-101"]
    assert subjects(only="import.") == ["小区台账.xlsx"]
    assert subjects(until="2020-01-01") == []
    assert len(subjects(since="2020-01-01")) == 2


def test_every_action_in_words_names_its_module():
    assert all(action.count(".") == 1 for action in actions_in_words())
