from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

pytest_plugins = ["tests.services.plugin"]

# A busy machine is slow, not wrong.
settings.register_profile("property-ops", deadline=None)
settings.load_profile("property-ops")


@pytest.fixture(autouse=True)
def _language_stays() -> Iterator[None]:
    """The language of a page that a test opened is not left to the next one."""
    with translation.override(translation.get_language()):
        yield
