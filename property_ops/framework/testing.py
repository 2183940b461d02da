"""Factories of staff."""

from typing import Any

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from property_ops.framework.models import User


class UserFactory(DjangoModelFactory):
    """A member of staff; `UserFactory(role="accountant")` has that role."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"staff{number + 1}")
    display_name = factory.Sequence(lambda number: f"员工{number + 1}")

    @factory.post_generation
    def role(self: Any, create: bool, extracted: str | None, **more: Any) -> None:
        if extracted:
            self.groups.add(Group.objects.get_or_create(name=extracted)[0])
