"""Translations are compiled without gettext on the machine."""

import gettext
import os
from pathlib import Path

import pytest

from property_ops.framework.messages import compile_all

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "bill"
msgstr "账单"

#, fuzzy
msgid "receipt"
msgstr "发票"
"""


@pytest.fixture
def po(tmp_path: Path) -> Path:
    path = tmp_path / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def test_a_compiled_translation_is_read_by_gettext_and_a_fuzzy_one_is_left_out(po, tmp_path):
    assert compile_all([tmp_path]) == [po]
    with po.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("bill") == "账单"
    assert compiled.gettext("receipt") == "receipt"


def test_a_second_time_nothing_is_compiled_until_a_translation_changes(po, tmp_path):
    compile_all([tmp_path])
    assert compile_all([tmp_path]) == []
    later = po.with_suffix(".mo").stat().st_mtime + 10
    os.utime(po, (later, later))
    assert compile_all([tmp_path]) == [po]
