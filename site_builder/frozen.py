"""A class with annotated fields to a class of frozen values: what `dataclasses` does, in a fifth of the time.

There are hundreds of such classes, and `dataclasses` compiles six methods for each, one by one (until Python 3.13):
that was a fifth of the time in which a small review is built. Here only `__init__` is compiled; the other methods are
plain functions. Everything else is as it was: `fields`, `replace`, equality, hashes, what may be matched and pickled.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

_NOT_GIVEN: Final = object()

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """The class decorator of the same name, for values that have slots and are frozen, and none else."""
        if not (frozen and slots):
            raise TypeError("for what is not frozen, or has no slots, take that of the standard library")
        return _frozen


def _frozen(cls: type) -> type:
    # Without a docstring, dataclasses would write one, which takes as long as all else.
    cls.__doc__ = cls.__doc__ or cls.__name__
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    names = [field.name for field in fields]
    values: Callable[[Any], Any] = attrgetter(*names) if names else lambda value: ()

    def __eq__(self: Any, other: object) -> bool:
        return values(self) == values(other) if type(self) is type(other) else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(values(self))

    def __reduce__(self: Any) -> tuple[object, ...]:
        return made, tuple(getattr(self, name) for name in names)

    for method in (_init(made, fields), __eq__, __hash__, __reduce__, __repr__, __setattr__, __delattr__):
        if method.__name__ not in cls.__dict__:
            setattr(made, method.__name__, method)
    return made


def _init(cls: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """The compiled `__init__`, as it would be written by hand; but what is frozen is set through its slots."""
    known: dict[str, object] = {"NOT_GIVEN": _NOT_GIVEN}
    parameters, body = ["self"], ["pass"]
    for name, field in ((field.name, field) for field in fields):
        known[f"set_{name}"] = getattr(cls, name).__set__
        if field.default_factory is not dataclasses.MISSING:
            known[f"make_{name}"] = field.default_factory
            parameters.append(f"{name}=NOT_GIVEN")
            body.append(f"set_{name}(self, make_{name}() if {name} is NOT_GIVEN else {name})")
            continue
        if field.default is not dataclasses.MISSING:
            known[f"default_{name}"] = field.default
            parameters.append(f"{name}=default_{name}")
        else:
            parameters.append(name)
        body.append(f"set_{name}(self, {name})")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body), known)
    return known["__init__"]  # type: ignore[return-value]


def __repr__(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self))
    return f"{type(self).__qualname__}({', '.join(shown)})"


def __setattr__(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def __delattr__(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
