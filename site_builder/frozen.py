"""A class to a frozen dataclass with slots, made in a tenth of the time that `dataclasses` takes before Python 3.13.

Before 3.13, `dataclasses` compiles each of a class's six methods separately, which for 240 classes took a small build
longer than its citations. Here only `__init__` is compiled, once for all classes with the same number of fields; the
other methods look fields up by name.
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
    """Do what `dataclass(frozen=True, slots=True)` does. A `__repr__` that the class defines is kept."""
    # Without a docstring, `dataclass` would write one, for which it inspects the signature.
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
    # `attrgetter` returns a bare value for one name and fails for none.
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
    """The code of an `__init__` for a class with that many fields. True marks a field that a factory can fill.

    Compiling is most of what a class costs, so classes with as many fields share the code under their own names.
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
