"""What the pages of works share: the work that a page is of, days, amounts, quantities of all lines."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web import inputs
from property_ops.framework.web.pages import FormPage
from property_ops.framework.web.rows import Measure
from property_ops.framework.web.sane import Usual
from property_ops.kernel.money import Yuan
from property_ops.modules.works import selectors
from property_ops.modules.works.kit.pages import OfWork as BelowWork
from property_ops.modules.works.public import QuantityLine


class DayField(inputs.DayField):
    """A day that has come; today, where nothing else is said."""

    def __init__(self, *, may_be_future: bool = False, **kwargs: Any) -> None:
        super().__init__(**{"label": _("day"), "initial": timezone.localdate, **kwargs})
        self.may_be_future = may_be_future

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and not self.may_be_future and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


MOST_USUAL = Usual(most=Yuan(1_000_000_00))


class AmountField(Measure):
    """Yuan with at most two decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"max_digits": 12, "decimal_places": 2, "min_value": Decimal("0.01"), "usual": MOST_USUAL, **kwargs}
        )

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        return None if amount is None else Yuan.exactly(amount)

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(value.as_decimal() if isinstance(value, Yuan) else value)


class OfWork(BelowWork):
    """Titles of steps begin with the number of the work."""

    @cached_property
    def lines(self) -> list[QuantityLine]:
        return selectors.lines_of(self.work)

    def get_subtitle(self) -> str:
        return f"{self.work.number} · {super().get_subtitle()}"


class StepPage(OfWork, FormPage):
    """A form that makes one step with a work."""


class QuantitiesForm(forms.Form):
    """One quantity for each line of the work, after the fields named in `before`."""

    before: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, *args: Any, lines: Iterable[QuantityLine], likely: dict[int, Decimal | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for line in lines:
            self.fields[f"line_{line.number}"] = Measure(
                label=f"{line.name}（{line.unit}）",
                max_digits=12,
                decimal_places=4,
                min_value=0,
                initial=likely.get(line.number),
            )
        self.order_fields(
            [*self.before, *(name for name in self.fields if name.startswith("line_")), *self.base_fields]
        )

    @property
    def quantities(self) -> dict[int, Decimal]:
        return {
            int(name.removeprefix("line_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("line_") and value is not None
        }


def remark_field(*, required: bool = False, label: Any = None) -> forms.CharField:
    return forms.CharField(label=label or _("remark"), max_length=300, required=required)
