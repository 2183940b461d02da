"""Forms: a sign that no font has is told beside the field it was typed in (docs/product.md rule 27)."""

from typing import Any

from django.utils.translation import gettext

from property_ops.framework.pdf.printable import not_printable, signs_without_glyph


def all_printable(form: Any) -> bool:
    """Whether all texts of a valid form, or of its rows, can be printed; if not, the fields have their errors."""
    found = [_is_printable(row) for row in getattr(form, "forms", [form])]
    return all(found)


def _is_printable(form: Any) -> bool:
    typed = getattr(form, "cleaned_data", {})
    for name, value in list(typed.items()):
        missing = signs_without_glyph([value]) if isinstance(value, str) else set()
        if missing:
            problem = not_printable(min(missing))
            form.add_error(name, f"{problem.sentence(gettext)} {gettext(problem.advice)}")
    return not form.errors
