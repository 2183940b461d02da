"""Tables that are typed in: rows of one small form, saved together.

Empty rows at the end wait to be filled; “Add rows” asks the server for more. A row that is emptied or ticked is gone.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext

from property_ops.framework.web.pages import Page
from property_ops.kernel.errors import BusinessError, NotAllowed
from property_ops.kernel.quantity import plain
from property_ops.kernel.writing import folded

SPARE_ROWS, MOST_ROWS = 3, 300
MORE = "more"


class Measure(forms.DecimalField):
    """An exact number, as the office types it: full-width digits are read too. What is no number is told, not lost."""

    widget = forms.TextInput

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


class RowsPage(Page):
    """Give `row_form`, `initial_rows()`, `save(rows)` and `where_to()`.

    `save` gets the filled rows in order, as cleaned; what its service refuses is shown above the table.
    """

    row_form: ClassVar[type[RowForm]]
    template_name = "framework/rows.html"

    def initial_rows(self) -> Sequence[Mapping[str, Any]]:
        return ()

    def blank_row(self) -> Mapping[str, Any]:
        """What an empty row begins with."""
        return {}

    def save(self, rows: list[dict[str, Any]]) -> Any:
        """Call the service. Returns the sentence that tells of it."""
        raise NotImplementedError

    def where_to(self) -> str:
        raise NotImplementedError

    def row_arguments(self) -> dict[str, Any]:
        """What every row's form is made with, besides its data."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        initial = list(self.initial_rows())
        return self._show(self._rows(initial=initial, extra=len(initial) + SPARE_ROWS))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if MORE in request.POST:
            return self._show(self._with_more(request.POST))
        rows = self._rows(data=request.POST)
        if not rows.is_valid():
            return self._show(rows, status=422)
        filled = [row.cleaned_data for row in rows.forms if row.has_changed() and not _is_ticked(row)]
        try:
            said = self.save([{name: row[name] for name in row if name != DELETION_FIELD_NAME} for row in filled])
        except NotAllowed:
            raise
        except BusinessError as error:
            return self._show(rows, status=422, refusal=error.sentence(gettext))
        if said:
            messages.success(request, said)
        return HttpResponseRedirect(self.where_to())

    def _rows(self, *, data: Any = None, initial: Sequence[Mapping[str, Any]] = (), extra: int = 0) -> Any:
        """Every row is an extra one, so that an emptied row is blank and not wrong."""
        factory = forms.formset_factory(
            self.row_form,
            extra=extra,
            can_delete=True,
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS + SPARE_ROWS,
            validate_max=True,
        )
        rows = factory(data=data, form_kwargs=self.row_arguments())
        if data is None:
            for row, values in zip_longest(rows.forms, initial):
                row.initial = dict(values or self.blank_row())
        return rows

    def _with_more(self, data: Any) -> Any:
        """The same rows as typed, unchecked, and some empty ones after them."""
        typed = self._rows(data=data)
        values = [{name: row[name].data for name in row.fields} for row in typed.forms]
        return self._rows(initial=values, extra=min(len(values) + SPARE_ROWS, MOST_ROWS))

    def _show(self, rows: Any, *, status: int = 200, refusal: str = "") -> HttpResponse:
        may_add = rows.total_form_count() < MOST_ROWS
        return self.show(rows=rows, refusal=refusal, may_add=may_add, headings=rows.empty_form, status=status)


def _is_ticked(row: Any) -> bool:
    return bool(row.cleaned_data.get(DELETION_FIELD_NAME))
