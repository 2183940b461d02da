import pytest

from tests.invoices.june import LIVED_IN, bill_of


@pytest.fixture
def bill(issued_june):
    """June's bill of ¥511.49, issued on 5 July 2022 and due on 4 August; that of the neighbour is ¥534.27."""
    return bill_of(LIVED_IN)
