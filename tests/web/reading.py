"""What an answer says, whatever it is: a page, data, a workbook, a PDF."""

from io import BytesIO
from typing import Any

import openpyxl
import pypdf
from django.apps import apps
from django.db import models

from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.models import Estate

SHORTEST = 3


def text_of(answer: Any) -> str:
    """The words of the answer; of a picture, nothing."""
    kind = answer.headers.get("Content-Type", "")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheetml" in kind:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True)
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    if "pdf" in kind:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    return "" if kind.startswith("image/") else content.decode("utf-8", "replace")


def marks_of(estate: Estate) -> set[str]:
    """The words by which what belongs to the estate is known: every text of its rows that no other row has."""
    own, others = set[str](), set[str]()
    for model in apps.get_models():
        texts = [field.attname for field in model._meta.fields if isinstance(field, models.CharField) and not field.choices]
        rows = model._base_manager.values_list(*texts) if texts else model._base_manager.none()
        mine = model.narrowed(model._base_manager, Estate.objects.filter(pk=estate.pk)) if issubclass(model, OfEstate) else None
        if mine is None or not texts:
            others |= {text for row in rows for text in row if text}
            continue
        of_estate = set(mine.values_list("pk", flat=True))
        for pk, *row in model._base_manager.values_list("pk", *texts):
            (own if pk in of_estate else others).update(text for text in row if text)
    return {text for text in own - others if len(text) >= SHORTEST}
