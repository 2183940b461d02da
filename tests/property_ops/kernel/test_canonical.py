"""What is under a digest has one form, in every Python and every language (docs/product.md rule 21)."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_ops.kernel.canonical import LARGEST, NotCanonical, canonical, digest_of

FILE = json.loads((Path(__file__).parent / "vectors" / "canonical.json").read_text(encoding="ascii"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize("vector", FILE["vectors"], ids=lambda vector: vector["name"])
def test_a_value_is_written_as_another_language_wrote_it(vector):
    assert canonical(vector["value"]).decode() == vector["canonical"]
    assert digest_of(vector["value"]) == vector["sha256"]


@pytest.mark.parametrize("vector", FILE["refused"], ids=lambda vector: vector["name"])
def test_what_languages_read_differently_is_refused(vector):
    with pytest.raises(NotCanonical):
        canonical(json.loads(vector["json"]))


@pytest.mark.parametrize("value", [b"", {1: 2}, {"a": {1}}, object(), 1.0, [float("inf")], {("a",): 1}])
def test_what_json_does_not_have_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


@given(VALUES)
def test_what_was_written_is_read_back_and_written_the_same(value):
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(VALUES)
def test_the_form_is_that_of_the_libraries_where_both_know_it(value):
    """Where no name lies beyond U+FFFF, sorting by code points is sorting by UTF-16."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if max(text) <= "\uffff":
        assert canonical(value) == text.encode()
        assert digest_of(value) == sha256(text.encode()).hexdigest()


def test_a_tuple_is_written_as_a_list():
    assert canonical(("a", (1, None))) == b'["a",[1,null]]'
