"""States are a table: which move leads from which state to which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from property_ops.kernel.errors import IllegalMove

State = TypeVar("State", bound=StrEnum)
Move = TypeVar("Move", bound=StrEnum)


class Transitions(Generic[State, Move]):
    """`Transitions({(DRAFT, APPROVE): APPROVED, …})`; a move that is not in the table raises IllegalMove."""

    def __init__(self, moves: Mapping[tuple[State, Move], State]) -> None:
        self._moves = dict(moves)

    def after(self, state: State, move: Move, *, thing: str) -> State:
        try:
            return self._moves[state, move]
        except KeyError:
            raise IllegalMove(thing=thing, state=state.value, move=move.value) from None

    def allows(self, state: State, move: Move) -> bool:
        return (state, move) in self._moves

    def sources(self, move: Move) -> list[State]:
        """The states from which `move` is possible: what a bulk update may touch."""
        return [state for state, possible in self._moves if possible == move]
