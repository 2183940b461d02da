import pytest

from tests.invoices.june import LIVED_IN, bill_of, issued


@pytest.fixture
def bill(accountant, reviewer):
    """June's bill of ¥511.49, issued on 5 July 2022 and due on 4 August; that of the neighbour is ¥534.27."""
    issued(accountant, reviewer)
    return bill_of(LIVED_IN)
