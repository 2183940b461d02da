"""A sign that no font has is told where it is typed or imported (docs/product.md rule 27)."""

import pytest
from django import forms
from django.test import RequestFactory

from property_ops.framework.importing.cells import code, person, text
from property_ops.framework.importing.problems import CellError
from property_ops.framework.pdf.printable import signs_without_glyph
from property_ops.framework.web.printable import all_printable, says_only_printable
from property_ops.kernel.writing import clean


class NameForm(forms.Form):
    name = forms.CharField()
    remark = forms.CharField(required=False)


@pytest.mark.parametrize("typed", ["住户😀甲", "محمد", "张\ue000", "LI\x07 MING", "张\x1b[31m", "张\ufe0f明"])
def test_a_form_and_a_cell_refuse_what_cannot_be_printed(typed):
    form = NameForm({"name": typed, "remark": "䶮𠂇　ok"})
    assert form.is_valid()
    assert not all_printable(form)
    assert list(form.errors) == ["name"]
    for parse in (text(40), person(40)):
        with pytest.raises(CellError, match="cannot be printed"):
            parse(typed)


def test_rows_of_a_form_are_looked_at_too():
    rows = forms.formset_factory(NameForm)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "好", "form-1-name": "😀"}
    )
    assert rows.is_valid()
    assert not all_printable(rows)


def test_a_page_that_reads_a_reason_beside_its_form_refuses_it_too():
    """Buttons with a reason, and whatever else stands in the request."""
    for typed, is_good in (("住户😀甲", False), ("漏水", True)):
        request = RequestFactory().post("/", {"name": "好", "reason": typed})
        form = NameForm(request.POST)
        assert form.is_valid()
        assert says_only_printable(form, request) is is_good
        assert list(form.errors) == ([] if is_good else ["__all__"])


def test_what_the_office_writes_can_be_printed():
    said = "秦志（㎡）、①②③ №3 ￥1,234.50 ½ × ÷ ≤ ℃ 〇 々 ㈠ Ⅳ 𠮷 䶮 鿍"
    assert signs_without_glyph([said]) == set()
    assert code(20)("ａ１２") == "A12"


def test_old_codes_of_rare_surnames_are_their_characters():
    assert clean("\ue863伟") == "䶮伟"
    assert person(40)("\ue863伟") == "䶮伟"
    assert not any("\ue815" <= sign <= "\ue864" for sign in clean("".join(map(chr, range(0xE815, 0xE865)))))
