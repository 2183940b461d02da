"""Columns for exact numbers: SQLite has no exact decimal, so both hold whole numbers in the database."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.serializer import BaseSerializer
from django.db.migrations.writer import MigrationWriter
from django.db.models import ExpressionWrapper, F
from django.db.models.functions import Cast
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from property_ops.kernel.money import NotMoney, Yuan
from property_ops.kernel.worded import Worded


def choices_of(kind: type[Worded]) -> list[tuple[str, Any]]:
    """For a column, a form or a filter: each value with its word, translated when it is shown."""
    return [(one.value, gettext_lazy(one.word)) for one in kind]


class YuanField(models.BigIntegerField):
    """Whole fen in the database, `Yuan` in Python."""

    _pyi_private_set_type: Yuan  # type: ignore[assignment]
    _pyi_private_get_type: Yuan  # type: ignore[assignment]

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Yuan | None:
        return None if value is None else Yuan(int(value))

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, Yuan):
            return value
        try:
            return Yuan.parse(str(value))
        except NotMoney as error:
            raise ValidationError(str(error)) from error

    @cached_property
    def validators(self) -> list[Any]:
        """Without those of whole numbers, which would compare money with its fen."""
        return [*self.default_validators, *self._validators]  # type: ignore[attr-defined]

    def get_prep_value(self, value: Any) -> int | None:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        if not isinstance(value, Yuan):
            raise TypeError(f"{self.name} takes Yuan, not {type(value).__name__}")
        return value.fen

    def value_to_string(self, obj: Any) -> str:
        return str(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> Any:
        from django import forms

        return forms.CharField(**{"required": not self.blank, "label": self.verbose_name, **kwargs})


class ScaledField(models.BigIntegerField):
    """An exact decimal with at most `places` decimals: `number × 10^places` in the database, Decimal in Python."""

    _pyi_private_set_type: Decimal  # type: ignore[assignment]
    _pyi_private_get_type: Decimal  # type: ignore[assignment]

    def __init__(self, *args: Any, places: int, **kwargs: Any) -> None:
        self.places = places
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "places": self.places}

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else Decimal(int(value)).scaleb(-self.places)

    def to_python(self, value: Any) -> Any:
        if value is None:
            return None
        try:
            return Decimal(str(value))
        except InvalidOperation as error:
            refused = models.DecimalField.default_error_messages["invalid"]
            raise ValidationError(refused, code="invalid", params={"value": value}) from error

    def get_prep_value(self, value: Any) -> int | None:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        if isinstance(value, float):
            raise TypeError(f"{self.name} takes an exact number, not a float")
        return scaled(Decimal(value), self.places)

    def value_to_string(self, obj: Any) -> str:
        return str(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> Any:
        from django import forms

        return forms.DecimalField(
            **{"required": not self.blank, "label": self.verbose_name, "decimal_places": self.places, **kwargs}
        )


class StoredInteger(Cast):
    """`StoredInteger("amount")`: the number that a column of YuanField or ScaledField holds, for work on many rows."""

    def __init__(self, column: str) -> None:
        super().__init__(column, models.BigIntegerField())

    @property
    def convert_value(self) -> Any:
        """Nothing to convert: the database gives whole numbers."""
        return self._convert_value_noop  # type: ignore[attr-defined]


class Stored(ExpressionWrapper):
    """`Stored("start")`: a day or moment of a column as the driver reads it (`read_times`), for work on many rows.

    For columns alone: what SQLite reckons with days is text to it.
    """

    def __init__(self, column: str) -> None:
        super().__init__(F(column), output_field=models.Field())


def scaled(number: Decimal, places: int) -> int:
    """`number × 10^places` as a whole number. Raises ValueError where digits would be lost."""
    shifted = number.scaleb(places)
    if shifted != shifted.to_integral_value():
        raise ValueError(f"{number} has more than {places} decimals")
    return int(shifted)


class _YuanSerializer(BaseSerializer):
    """Lets defaults and constraints name amounts of money in migrations."""

    def serialize(self) -> tuple[str, set[str]]:
        return f"Yuan({self.value.fen})", {"from property_ops.kernel.money import Yuan"}


MigrationWriter.register_serializer(Yuan, _YuanSerializer)
