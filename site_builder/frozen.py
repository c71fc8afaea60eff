"""A class to a frozen dataclass with slots, made in a third of the time that `dataclasses` takes before Python 3.13.

There, each of its six methods is compiled by itself, and a small build waited for those of 240 classes longer than for
its citations. Here the first alone is; the others ask for the fields by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Class) -> Class:
    """What `dataclass(frozen=True, slots=True)` makes of a class. A `__repr__` of its own stays."""
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    own = fields(made)
    whole = _values([each.name for each in own])
    compared = _values([each.name for each in own if each.compare])
    hashed = _values([each.name for each in own if (each.compare if each.hash is None else each.hash)])

    def equals(self: object, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def number(self: object) -> int:
        return hash(hashed(self))

    def parts(self: object) -> tuple[type, tuple[object, ...]]:
        return made, whole(self)

    made.__init__ = _initialiser(made, own)
    made.__eq__ = equals
    made.__hash__ = number
    made.__reduce__ = parts
    made.__setattr__ = made.__delattr__ = _refuse
    if "__repr__" not in vars(cls):
        made.__repr__ = _shown
    return made  # type: ignore[no-any-return]


def _values(names: Sequence[str]) -> Callable[[object], tuple[object, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    # For one name that gives the value alone, and for none it fails.
    return lambda this: tuple(getattr(this, name) for name in names)


def _initialiser(made: type, own: Sequence[Field[Any]]) -> Callable[..., None]:
    known: dict[str, object] = {"_missing": MISSING}
    given, lines = ["self"], []
    for number, each in enumerate(own):
        name = each.name
        known[f"_set{number}"] = getattr(made, name).__set__
        if each.default_factory is not MISSING:
            known[f"_make{number}"] = each.default_factory
            given.append(f"{name}=_missing")
            lines.append(f"if {name} is _missing: {name} = _make{number}()")
        elif each.default is not MISSING:
            known[f"_default{number}"] = each.default
            given.append(f"{name}=_default{number}")
        else:
            given.append(name)
        lines.append(f"_set{number}(self, {name})")
    exec(f"def __init__({', '.join(given)}):\n " + "\n ".join(lines or ["pass"]), known)
    made_by: Any = known["__init__"]
    made_by.__qualname__ = f"{made.__qualname__}.__init__"
    return made_by  # type: ignore[no-any-return]


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"a {type(self).__name__} does not change: its “{name}” stays")


def _shown(self: Any) -> str:
    values = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"
