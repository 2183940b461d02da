from collections.abc import Iterator

import pytest
from django.conf import settings as of_django
from django.utils import translation
from hypothesis import settings
from hypothesis.internal.conjecture import providers

pytest_plugins = ["tests.services.plugin"]

# A busy machine is slow, not wrong.
settings.register_profile("property-ops", deadline=None)
settings.load_profile("property-ops")

# It would read the whole product for numbers and words to try, in each worker, before the first test: ten seconds.
providers._get_local_constants = lambda: providers._local_constants


def pytest_configure() -> None:
    """What counts who asks how often is forgotten with the cache, and never lies in a folder that runs share."""
    of_django.CACHES["counts"] = of_django.CACHES["default"]
    of_django.WHITENOISE_AUTOREFRESH = True  # else each new client goes through all static files before its first page


@pytest.fixture(autouse=True)
def _language_stays() -> Iterator[None]:
    """Each test begins in the language of the settings, whatever pages tests and fixtures before it opened."""
    with translation.override(of_django.LANGUAGE_CODE):
        yield
