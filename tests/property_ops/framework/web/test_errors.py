from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from property_ops.framework import urls
from property_ops.framework.web.errors import broken
from property_ops.framework.web.pages import EVERYBODY, Action, Page
from property_ops.kernel.errors import IllegalMove
from property_ops.kernel.period import Month
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


class Refused(Page):
    permission_required = EVERYBODY

    def get(self, request: HttpRequest, *args, **kwargs):
        Month.parse("abc")


class OnlyAuditors(Page):
    permission_required = "audit.view"


class Refusing(Action):
    permission_required = EVERYBODY

    def form_valid(self, form: Any) -> HttpResponse:
        raise IllegalMove(thing="BC01", state="issued", move="edit")

    def get_success_url(self):
        return "/estates/"


class Undeclared(Page):
    """Forgot to say who may see it."""


urlpatterns = [
    *urls.urlpatterns,
    path("refused/", Refused.as_view()),
    path("auditors/", OnlyAuditors.as_view()),
    path("refusing/", Refusing.as_view()),
    path("undeclared/", Undeclared.as_view()),
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.mark.urls(__name__)
def test_a_rules_refusal_is_a_page_with_its_sentence():
    response = visitor().get("/refused/")
    assert response.status_code == 409
    assert "“abc” is not a month. Write it as 2022-06." in response.content.decode()


@pytest.mark.urls(__name__)
def test_without_the_permission_the_page_is_refused_in_plain_words():
    response = visitor("dispatcher").get("/auditors/")
    assert response.status_code == 403
    assert "Your role does not include it" in response.content.decode()


@pytest.mark.urls(__name__)
def test_an_action_tells_what_was_refused_and_goes_on():
    client = visitor()
    response = client.post("/refusing/", follow=True)
    assert response.redirect_chain == [("/estates/", 302)]
    assert "BC01 is “issued”: it cannot be edit now." in response.content.decode()


@pytest.mark.urls(__name__)
def test_an_action_is_never_done_by_a_link():
    assert visitor().get("/refusing/").status_code == 405


@pytest.mark.urls(__name__)
def test_a_page_that_does_not_say_who_may_see_it_is_shown_to_nobody():
    client = visitor("administrator")
    client.raise_request_exception = False
    assert client.get("/undeclared/").status_code == 500


def test_an_unknown_address_is_explained_with_the_menu():
    response = visitor().get("/no-such-page/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "There is no such page" in page
    assert 'href="/estates/"' in page


def test_an_unknown_address_shows_no_menu_to_strangers():
    response = Client().get("/no-such-page/")
    assert response.status_code == 404
    assert 'href="/estates/"' not in response.content.decode()


def test_a_form_without_its_token_is_out_of_date():
    client = visitor()
    client.handler.enforce_csrf_checks = True
    response = client.post("/language/", {"language": "en"})
    assert response.status_code == 403
    assert "This form is out of date" in response.content.decode()


def test_the_page_of_a_crash_needs_no_database(django_db_blocker):
    with django_db_blocker.block():
        response = broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert 'class="error-page"' in response.content.decode()
