"""Classes of frozen values: the same as `dataclasses` makes them."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import field, replace
from typing import ClassVar

import pytest

from site_builder.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place with all kinds of fields."""

    kind: ClassVar[str] = "place"
    page: str
    line: int = 1
    marks: list[str] = field(default_factory=list)

    def next(self) -> Place:
        return replace(self, line=self.line + 1)


@dataclass(frozen=True, slots=True)
class Word:
    text: str


@dataclass(frozen=True, slots=True)
class Other:
    text: str


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


def test_fields_are_given_in_order_or_by_name_and_have_defaults() -> None:
    place = Place("a", marks=["x"])
    assert (place.page, place.line, place.marks, place.kind) == ("a", 1, ["x"], "place")
    assert Place("a").marks is not Place("a").marks
    with pytest.raises(TypeError, match="page"):
        Place()  # type: ignore[call-arg]


def test_values_are_equal_if_their_class_and_all_fields_are() -> None:
    assert Place("a", 2) == Place("a").next() != Place("a")
    others: list[object] = [Other("a"), "a", Word("b")]
    assert Word("a") not in others
    assert Nothing() == Nothing()
    assert len({Word("a"), Word("a"), Other("a"), Nothing(), Nothing()}) == 3


def test_nothing_can_be_changed_added_or_deleted() -> None:
    word = Word("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="text"):
        word.text = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="text"):
        del word.text
    with pytest.raises(AttributeError):
        word.other = "b"  # type: ignore[attr-defined]
    assert not hasattr(word, "__dict__")
    assert word == Word("a")


def test_values_are_shown_matched_looked_through_and_pickled_as_dataclasses_are() -> None:
    place = Place("a", 2)
    assert repr(place) == "Place(page='a', line=2, marks=[])"
    assert [each.name for each in dataclasses.fields(place)] == ["page", "line", "marks"]
    assert dataclasses.asdict(place) == {"page": "a", "line": 2, "marks": []}
    for value in (place, Word("a"), Nothing()):
        assert pickle.loads(pickle.dumps(value)) == value
    match place:
        case Place(page, line):
            assert (page, line) == ("a", 2)


def test_other_kinds_of_classes_are_refused() -> None:
    with pytest.raises(TypeError, match="standard library"):
        dataclass(frozen=True, slots=False)(Word)
