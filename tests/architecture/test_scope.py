"""Every table says whose its rows are (framework/scope.py)."""

from typing import Any

from django.apps import apps

from property_ops.framework.models import User
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.estates.models import Estate
from tests.architecture.source import PACKAGES

OF_DJANGO = {User: "its manager is Django's; the pages of accounts are the administrator's alone"}


def tables() -> list[Any]:
    """Ours, without those in which history stands."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in PACKAGES and not hasattr(model, "history_object")
    ]


def test_every_table_is_of_an_estate_or_of_the_company():
    undecided = [model for model in tables() if not issubclass(model, OfEstate) and not issubclass(model, CompanyWide)]
    assert set(undecided) == OF_DJANGO.keys()


def test_every_table_has_the_manager_that_knows_scope():
    assert [model for model in tables() if model not in OF_DJANGO and not hasattr(model.objects, "visible_to")] == []


def test_every_path_ends_at_an_estate():
    """At the estate itself, or in a column that holds its code."""
    for model in tables():
        if issubclass(model, OfEstate):
            assert str(model.narrowed(model.objects.all(), Estate.objects.all()).query), model
