import pytest

from tests.invoices.june import issued


@pytest.fixture
def june(accountant, reviewer):
    """June 2022 of two homes, issued: BC01-5-2-301 owes 511.49, BC01-5-2-302 534.27."""
    return issued(accountant, approved_by=reviewer)
