"""Tables that are typed in: rows of one small form, saved together.

Empty rows at the end wait to be filled; “Add rows” asks the server for more. A row that is emptied or ticked is gone.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest, HttpResponseBase

from property_ops.framework.web.pages import FormPage
from property_ops.framework.web.sane import Usual
from property_ops.kernel.quantity import plain
from property_ops.kernel.writing import folded

SPARE_ROWS, MOST_ROWS = 3, 300
MOST_USUAL = Usual(most=Decimal(100_000))
MORE = "more"


class Measure(forms.DecimalField):
    """An exact number, as the office types it: full-width digits are read too. What is no number is told, not lost."""

    widget = forms.TextInput

    def __init__(self, *, usual: Usual = MOST_USUAL, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.usual = usual

    def to_python(self, value: Any) -> Any:
        return super().to_python(folded(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}


class RowForm(forms.Form):
    """One row. It counts as blank while none of the fields named in `filled_by` has anything in it."""

    filled_by: ClassVar[Sequence[str]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self.offer(name, field)

    def offer(self, name: str, field: forms.Field) -> None:
        """Put a field at the end of the row, or again in its place."""
        look = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
        field.widget.attrs |= {"class": look, "aria-label": str(field.label)}
        self.fields[name] = field

    def has_changed(self) -> bool:
        if not self.is_bound:
            return super().has_changed()
        return any(str(self[name].data or "").strip() for name in self.filled_by)


class RowSet(forms.BaseFormSet[Any]):
    """All rows. Every one is an extra one, so that an emptied row is blank and not wrong."""

    def __init__(self, *args: Any, initial: Sequence[Mapping[str, Any]] = (), blank: Any = None, **kwargs: Any) -> None:
        self.begins_with, self.blank = list(initial), blank or {}
        self._choices: dict[str, Any] = {}
        self.extra = min(len(self.begins_with) + SPARE_ROWS, MOST_ROWS)
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        arguments: dict[str, Any] = super().get_form_kwargs(index)
        if self.is_bound or index is None:
            return arguments
        begins = self.begins_with[index] if index < len(self.begins_with) else self.blank
        return arguments | {"initial": dict(begins)}

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            if isinstance(field, forms.ModelChoiceField):  # asked for once, not in each row
                field.choices = self._choices.get(name) or self._choices.setdefault(
                    name, list(cast(Any, field).choices)
                )
        ticked = form.fields[DELETION_FIELD_NAME]
        ticked.widget.attrs["aria-label"] = str(ticked.label)

    @property
    def filled(self) -> list[dict[str, Any]]:
        """The rows that have something in them and are not ticked, in order, as cleaned."""
        rows = [row.cleaned_data for row in self.forms if row.has_changed()]
        kept = [row for row in rows if not row.get(DELETION_FIELD_NAME)]
        return [{name: row[name] for name in row if name != DELETION_FIELD_NAME} for row in kept]

    @property
    def may_grow(self) -> bool:
        return self.total_form_count() < MOST_ROWS

    def with_more(self) -> "RowSet":
        """The same rows as typed, unchecked, and some empty ones after them."""
        typed = [{name: row[name].data for name in row.fields} for row in self.forms]
        return type(self)(initial=typed, blank=self.blank, form_kwargs=self.form_kwargs)

    def add_error(self, field: None, error: Any) -> None:
        """What the service refuses, as a form's own `add_error`."""
        self.non_form_errors().append(error)


class RowsPage(FormPage):
    """A form of rows. Give `row_form`, `get_initial()`, `form_valid(form)` and `get_success_url()`.

    `form.filled` are the filled rows; what the service refuses is shown above the table.
    """

    row_form: ClassVar[type[RowForm]]
    template_name = "framework/rows.html"

    def get_initial(self) -> Any:
        """The rows it begins with: a mapping each."""
        return ()

    def blank_row(self) -> Mapping[str, Any]:
        """What an empty row begins with."""
        return {}

    def get_row_kwargs(self) -> dict[str, Any]:
        """What every row's form is made with, besides its data."""
        return {}

    def get_form_class(self) -> type[Any]:
        return forms.formset_factory(
            self.row_form,
            formset=RowSet,
            can_delete=True,
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS + SPARE_ROWS,
            validate_max=True,
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"form_kwargs": self.get_row_kwargs(), "blank": self.blank_row()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if MORE in request.POST:
            return self.render_to_response(self.get_context_data(form=self.get_form().with_more()))
        return super().post(request, *args, **kwargs)
