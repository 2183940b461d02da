"""Forms: a sign that no font has is told beside the field it was typed in (docs/product.md rule 27)."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from property_ops.framework.pdf.printable import not_printable, signs_without_glyph


def all_printable(form: Any) -> bool:
    """Whether all texts of a valid form, or of its rows, can be printed; if not, the fields have their errors."""
    found = [_is_printable(row) for row in getattr(form, "forms", [form])]
    return all(found)


def says_only_printable(form: Any, request: HttpRequest) -> bool:
    """The same of what a page reads beside its form (a reason under a button): its form has the error."""
    own = getattr(form, "fields", None)
    if own is None:  # rows of forms: their fields are all that they say
        return True
    beside = [text for name, texts in request.POST.lists() if name not in own for text in texts]
    missing = signs_without_glyph(beside)
    if missing:
        problem = not_printable(min(missing))
        form.add_error(None, f"{problem.sentence(gettext)} {gettext(problem.advice)}")
    return not missing


def _is_printable(form: Any) -> bool:
    typed = getattr(form, "cleaned_data", {})
    for name, value in list(typed.items()):
        missing = signs_without_glyph([value]) if isinstance(value, str) else set()
        if missing:
            problem = not_printable(min(missing))
            form.add_error(name, f"{problem.sentence(gettext)} {gettext(problem.advice)}")
    return not form.errors
