"""Tables that are typed in: what is blank, what is wrong, and how more rows come."""

from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse

from property_ops.framework.testing import UserFactory
from property_ops.framework.web.pages import EVERYBODY
from property_ops.framework.web.rows import MOST_ROWS, SPARE_ROWS, Measure, RowForm, RowsPage
from property_ops.kernel.errors import BusinessError

pytestmark = pytest.mark.django_db


class Hole(RowForm):
    filled_by = ("length",)
    kind = forms.ChoiceField(choices=[("pothole", "坑槽"), ("crack", "裂缝")], label="kind")
    length = Measure(label="length", min_value=Decimal("0.01"), max_value=Decimal(1000), decimal_places=2)


class TooMany(BusinessError):
    message = "No more than two."


class Holes(RowsPage):
    title = "Holes"
    permission_required = EVERYBODY
    row_form = Hole
    saved = None

    def get_initial(self):
        return [{"kind": "crack", "length": Decimal("1.5")}]

    def form_valid(self, form: Any) -> HttpResponse:
        if len(form.filled) > 2:
            raise TooMany
        type(self).saved = form.filled
        return super().form_valid(form)

    def get_success_url(self):
        return "/there/"


@pytest.fixture
def ask(rf):
    user = UserFactory()

    def send(data=None):
        request = rf.post("/holes/", data) if data is not None else rf.get("/holes/")
        request.user = user
        request._messages = CookieStorage(request)
        Holes.saved = None
        answer = Holes.as_view()(request)
        return answer.render() if hasattr(answer, "render") else answer

    return send


def typed(*rows, **more):
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"} | more
    for number, row in enumerate(rows):
        data |= {f"form-{number}-{name}": value for name, value in row.items()}
    return data


def test_what_is_stored_is_shown_with_empty_rows_after_it(ask):
    page = ask().content.decode()
    assert 'value="1.5"' in page
    assert page.count("-length") // page.count("form-0-length") == 1 + SPARE_ROWS


def test_filled_rows_are_saved_and_blank_ones_left_out(ask):
    answer = ask(
        typed(
            {"kind": "pothole", "length": "２.５"}, {"kind": "crack", "length": " "}, {"kind": "crack", "length": "3"}
        )
    )
    assert (answer.status_code, answer.url) == (302, "/there/")
    assert Holes.saved == [{"kind": "pothole", "length": Decimal("2.5")}, {"kind": "crack", "length": Decimal(3)}]


def test_a_ticked_row_is_gone(ask):
    ask(typed({"kind": "crack", "length": "3", "DELETE": "on"}, {"kind": "crack", "length": "4"}))
    assert [row["length"] for row in Holes.saved] == [4]


@pytest.mark.parametrize("wrong", ["0", "-1", "abc", "1.234", "1e99999"])
def test_a_wrong_row_is_shown_with_what_was_typed_and_nothing_is_saved(ask, wrong):
    answer = ask(typed({"kind": "crack", "length": "3"}, {"kind": "crack", "length": wrong}))
    assert answer.status_code == 422
    assert Holes.saved is None
    page = answer.content.decode()
    assert f'value="{wrong}"' in page
    assert page.count("row-error") == 1


def test_more_rows_come_with_what_was_typed_unchecked(ask):
    answer = ask(typed({"kind": "crack", "length": "abc"}, more="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert Holes.saved is None
    assert 'value="abc"' in page
    assert "row-error" not in page
    assert f'name="form-TOTAL_FORMS" value="{1 + SPARE_ROWS}"' in page


def test_there_is_an_end_to_rows(ask):
    row = {"kind": "crack", "length": "3"}
    assert ask(typed(*[row] * (MOST_ROWS + 2))).status_code == 422
    assert Holes.saved is None


def test_what_the_service_refuses_is_told_above_the_rows(ask):
    answer = ask(typed(*[{"kind": "crack", "length": "3"}] * 3))
    assert answer.status_code == 422
    assert "No more than two." in answer.content.decode()
