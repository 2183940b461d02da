"""What a petition speaks of, and what stands behind it: for slot `request_subjects`."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SubjectFound:
    """`key` finds it again; `label` is how it is called to people."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class SubjectEvidence:
    """In the words of a paper: labels with their values, and sentences below them."""

    heading: str
    facts: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...] = ()


class RequestSubjectKind:
    """A kind of thing that petitions speak of. `kind` is stored, `title` is shown."""

    kind: str
    title: Any

    def find(self, estate: Any, text: str) -> SubjectFound | None:
        """What somebody types of it, in that estate."""
        raise NotImplementedError

    def evidence(self, estate: Any, key: str) -> SubjectEvidence | None:
        """None where it is gone."""
        raise NotImplementedError
