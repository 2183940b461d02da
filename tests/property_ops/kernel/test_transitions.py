"""States are a table; what is not in it raises."""

from enum import StrEnum

import pytest

from property_ops.kernel.errors import IllegalMove
from property_ops.kernel.transitions import Transitions


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class Act(StrEnum):
    CLOSE = "close"
    LOCK = "lock"


MOVES = Transitions({(Door.OPEN, Act.CLOSE): Door.SHUT})


def test_a_move_in_the_table_leads_to_its_state():
    assert MOVES.after(Door.OPEN, Act.CLOSE, thing="the door") is Door.SHUT
    assert MOVES.allows(Door.OPEN, Act.CLOSE)
    assert MOVES.sources(Act.CLOSE) == [Door.OPEN]


def test_a_move_that_is_not_in_the_table_is_refused_and_says_which():
    with pytest.raises(IllegalMove, match=r"the door is “shut”: it cannot be close now") as refused:
        MOVES.after(Door.SHUT, Act.CLOSE, thing="the door")
    assert refused.value.code == "illegal_move"
    assert refused.value.data == {"thing": "the door", "state": "shut", "move": "close"}
    assert not MOVES.allows(Door.SHUT, Act.CLOSE)
    assert MOVES.sources(Act.LOCK) == []
