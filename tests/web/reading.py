"""What an answer says, whatever it is: a page, data, a workbook, a PDF."""

import re
from io import BytesIO
from typing import Any

import openpyxl
import pypdf
from django.apps import apps
from django.db import models

from property_ops.framework.models import AuditEvent
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.estates.models import Estate

SHORTEST = 3
_QUARTER = re.compile(r"\d{4}-Q[1-4]")  # a quarter is everybody's


def content_of(answer: Any) -> bytes:
    """All of an answer, however often it is asked for; what streams can be read only once."""
    if not answer.streaming:
        return answer.content
    if not hasattr(answer, "content_as_read"):
        answer.content_as_read = b"".join(answer.streaming_content)
    return answer.content_as_read


def text_of(answer: Any) -> str:
    """The words of the answer; of a picture, none."""
    kind = answer.headers.get("Content-Type", "")
    content = content_of(answer)
    if "spreadsheetml" in kind:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True)
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    if "pdf" in kind:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    return "" if kind.startswith("image/") else content.decode("utf-8", "replace")


def marks_of(estate: Estate) -> set[str]:
    """The words by which what belongs to the estate is known: the texts of its rows that no other row has."""
    own, others = set[str](), words_of_choices()
    for model in apps.get_models():
        if issubclass(model, OfEstate) or (issubclass(model, CompanyWide) and model is not AuditEvent):
            mine = _keys(model, estate)
            for pk, *texts in model._base_manager.values_list("pk", *_texts(model)):
                (own if pk in mine else others).update(text for text in texts if text)
    return {
        text
        for text in own - others
        if len(text) >= SHORTEST
        and not (text.isdecimal() and len(text) < len("13900000001"))
        and not _QUARTER.fullmatch(text)
    }


def words_of_choices() -> set[str]:
    """The values among which a column somewhere chooses: others keep them as texts, too."""
    fields = (field for model in apps.get_models() for field in model._meta.fields if field.choices)
    return {str(value) for field in fields for value, _ in field.flatchoices}


def _keys(model: Any, estate: Estate) -> set[Any]:
    if not issubclass(model, OfEstate):
        return set()
    return set(model.narrowed(model._base_manager, Estate.objects.filter(pk=estate.pk)).values_list("pk", flat=True))


def _texts(model: Any) -> list[str]:
    return [field.attname for field in model._meta.fields if isinstance(field, models.CharField) and not field.choices]


def rows_of(estate: Estate) -> dict[str, list[Any]]:
    """Everything that belongs to the estate, by table."""
    tables = [model for model in apps.get_models() if issubclass(model, OfEstate)]
    return {
        model._meta.label: list(model._base_manager.filter(pk__in=_keys(model, estate)).order_by("pk").values_list())
        for model in tables
    }
