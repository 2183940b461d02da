import pytest


@pytest.fixture
def june(issued_june):
    """June 2022 of two homes, issued: BC01-5-2-301 owes 511.49, BC01-5-2-302 534.27."""
    return issued_june
