"""Frozen classes beside what `dataclasses` makes of the same classes."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any, ClassVar

import pytest

from site_builder.frozen import frozen

MAKERS: tuple[Callable[[type], Any], ...] = (frozen, dataclass(frozen=True, slots=True))


@frozen
class Point:
    """A place."""

    kind: ClassVar[str] = "point"
    x: int
    y: int = 0
    names: list[str] = field(default_factory=list, hash=False)
    note: str = field(default="", compare=False, repr=False)

    def shifted(self, by: int) -> Point:
        return replace(self, x=self.x + by)


def made(how: Callable[[type], Any]) -> Any:
    class Point:
        """A place."""

        x: int
        y: int = 0
        names: list[str] = field(default_factory=list, hash=False)
        note: str = field(default="", compare=False, repr=False)

    return how(Point)


@pytest.mark.parametrize("how", MAKERS)
def test_frozen_classes_are_dataclasses(how: Callable[[type], Any]) -> None:
    point = made(how)
    one = point(1)
    assert [each.name for each in fields(point)] == ["x", "y", "names", "note"] == list(point.__match_args__)
    assert (one.x, one.y, one.names, one.note) == (1, 0, [], "")
    assert repr(one).endswith("Point(x=1, y=0, names=[])")
    assert one == point(1, note="else") != point(2)
    assert hash(one) == hash(point(1, names=["a"], note="else")) != hash(point(2))
    assert one != made(how)(1), "another class"
    assert one.names is not point(1).names
    assert replace(one, y=3) == point(1, y=3)
    assert not hasattr(one, "__dict__")
    with pytest.raises(TypeError, match=r"Point\.__init__\(\) missing 1 required positional argument: 'x'"):
        point()


@pytest.mark.parametrize("how", MAKERS)
def test_frozen_instances_cannot_be_changed(how: Callable[[type], Any]) -> None:
    one = made(how)(1)
    with pytest.raises(FrozenInstanceError):
        one.x = 2
    with pytest.raises(FrozenInstanceError):
        del one.x
    # Where there is no such name, `dataclasses` stumbles before Python 3.14.
    with pytest.raises((FrozenInstanceError, TypeError)):
        one.z = 2
    assert one.x == 1


@pytest.mark.parametrize("how", MAKERS)
def test_frozen_classes_with_one_field_or_none(how: Callable[[type], Any]) -> None:
    class One:
        x: int

    class Nothing:
        pass

    one, nothing = how(One), how(Nothing)
    assert one(1) == one(1) != one(2)
    assert hash(one(1)) == hash((1,))
    assert nothing() == nothing()
    assert repr(nothing()).endswith("Nothing()")


def test_frozen_instances_can_be_pickled_and_copied() -> None:
    one = Point(1, names=["a"], note="n")
    for other in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):
        assert repr(other) == repr(one)
        assert other.note == "n"
    assert one.shifted(2).x == 3
    assert Point.kind == one.kind == "point"


def test_a_repr_that_the_class_defines_is_kept() -> None:
    @frozen
    class Short:
        x: int

        def __repr__(self) -> str:
            return f"<{self.x}>"

    assert repr(Short(1)) == "<1>"


@pytest.mark.parametrize("how", MAKERS)
def test_no_field_without_a_default_is_after_one_that_has_one(how: Callable[[type], Any]) -> None:
    class Late:
        x: int = 0
        y: int

    with pytest.raises(TypeError, match="default"):
        how(Late)


@pytest.mark.parametrize("how", MAKERS)
def test_classes_of_as_many_fields_have_their_own_names(how: Callable[[type], Any]) -> None:
    class One:
        left: int
        right: int = 2

    class Other:
        up: int = 3
        down: int = 4

    one, other = how(One), how(Other)
    assert (one(right=1, left=0).left, one(5).right, other().up, other(down=9).down) == (0, 2, 3, 9)
    with pytest.raises(TypeError, match="unexpected keyword argument 'up'"):
        one(1, up=2)
