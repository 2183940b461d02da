"""The people of the money side's tests, who are there already in some of the states that tests begin with."""

from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory

ACCOUNTANT, REVIEWER, MANAGER = ("kuaiji", "accountant"), ("fuhe", "reviewer"), ("jingli", "manager")


def person(username: str, role: str) -> User:
    return User.objects.filter(username=username).first() or UserFactory(username=username, role=role)
