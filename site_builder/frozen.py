"""A class to a frozen dataclass with slots, made in a tenth of the time that `dataclasses` takes before Python 3.13.

There, each of its six methods is compiled by itself, and a small build waited for those of 240 classes longer than for
its citations. Here the first is compiled once for all classes of as many fields; the others ask for the fields by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import Any, NoReturn, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Class) -> Class:
    """What `dataclass(frozen=True, slots=True)` makes of a class. A `__repr__` of its own stays."""
    # Where there is none, `dataclass` writes one, and reads the signature for it.
    cls.__doc__ = cls.__doc__ or cls.__name__
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
    optional = [each for each in own if each.default is not MISSING or each.default_factory is not MISSING]
    if optional != list(own[len(own) - len(optional) :]):
        raise TypeError(f"a field of {made.__name__} without a default follows one that has one")
    known: dict[str, object] = {"_missing": MISSING}
    for number, each in enumerate(own):
        known[f"_set{number}"] = getattr(made, each.name).__set__
        known[f"_make{number}"] = each.default_factory
    code = _setting(tuple(each.default_factory is not MISSING for each in own)).replace(
        co_varnames=("self", *(each.name for each in own)), co_qualname=f"{made.__qualname__}.__init__"
    )
    return FunctionType(code, known, "__init__", tuple(each.default for each in optional))


@cache
def _setting(made_anew: tuple[bool, ...]) -> CodeType:
    """The code of an `__init__` for so many fields; those of which it is true are made where none is given.

    Classes of as many fields share it, each with the names of its own: to compile it is most of what a class costs.
    """
    given = ", ".join(["self", *(f"f{n}" for n in range(len(made_anew)))])
    lines = [f"if f{n} is _missing: f{n} = _make{n}()" for n, anew in enumerate(made_anew) if anew]
    lines += [f"_set{n}(self, f{n})" for n in range(len(made_anew))]
    known: dict[str, Any] = {}
    exec(f"def __init__({given}):\n " + "\n ".join(lines or ["pass"]), known)
    code: CodeType = known["__init__"].__code__
    return code


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"a {type(self).__name__} does not change: its “{name}” stays")


def _shown(self: Any) -> str:
    values = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"
