"""Tokens of links: the same facts make the same one, and no other facts do."""

from hypothesis import given
from hypothesis import strategies as st

from property_ops.framework.signing import is_valid_token, key_of, token

FACT = st.text(st.characters(exclude_characters="\n\0", exclude_categories=("Cs",)), max_size=8)


def test_a_token_is_short_and_says_what_it_is_about():
    given_out = token("works.acceptance", "12", "2022-07-01", 1)
    assert given_out == token("works.acceptance", "12", "2022-07-01", 1)
    assert key_of(given_out) == "12"
    assert len(given_out) == 2 + 1 + 22


@given(st.lists(FACT, min_size=2, max_size=2), st.lists(FACT, min_size=2, max_size=2))
def test_a_token_opens_only_what_it_was_made_for(one, other):
    given_out = token("kind", "key", *one)
    assert is_valid_token(given_out, "kind", "key", *one)
    assert is_valid_token(given_out, "kind", "key", *other) == (one == other)
    assert not is_valid_token(given_out, "another kind", "key", *one)
    assert not is_valid_token(given_out[:-1], "kind", "key", *one)
    assert not is_valid_token("", "kind", "key", *one)
