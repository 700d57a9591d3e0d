"""What is let out of a table: for every view that was asked for, each cell as a number or as hidden. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import product
from typing import Final, Literal, overload

from tettpaa.trust.disclosure.suppression import Axes, hidden_cells
from tettpaa.trust.disclosure.table import Key, Table, View

# Udir and Statistics Norway hide 1 to 4; an owner may ask for more, never for less.
SMALLEST_SHOWN = 5


class Hidden(Enum):
    """A number that is not told: it is small, or it would tell one that is."""

    HIDDEN = "–"


HIDDEN: Final = Hidden.HIDDEN
Number = int | Literal[Hidden.HIDDEN]


@dataclass(frozen=True)
class Released:
    """The views of a table that left, and nothing else of it.

    `views` are as counted, to be kept. What is told of them is asked of `view` and `number`: to the nearest of `rounded_to`.
    """

    table_dimensions: tuple[str, ...]
    views: Mapping[View, Mapping[Key, Number]]
    rounded_to: int = 1

    def view(self, *dimensions: str) -> Mapping[Key, Number]:
        """Value of each dimension, in the table's order → the number. A view nobody asked for is a fault."""
        view = self.views[tuple(name for name in self.table_dimensions if name in dimensions)]
        return {key: rounded(number, self.rounded_to) for key, number in view.items()}

    @property
    def cells(self) -> Mapping[Key, Number]:
        """The view with every dimension."""
        return self.view(*self.table_dimensions)

    @property
    def total(self) -> Number:
        return self.number()

    def number(self, **values: str | tuple[str, ...]) -> Number:
        """The cell of these values, all other dimensions summed; a value that nobody has is 0.

        Several values of a dimension are added up before anything is rounded, so that a part is never more than its whole.
        """
        names = tuple(name for name in self.table_dimensions if name in values)
        asked = [(value,) if isinstance(value, str) else value for value in map(values.__getitem__, names)]
        view = self.views[names]
        return rounded(added(*(view.get(key, 0) for key in product(*asked))), self.rounded_to)


def added(*numbers: Number) -> Number:
    """The sum, hidden where any part is."""
    told = [number for number in numbers if not isinstance(number, Hidden)]
    return sum(told) if len(told) == len(numbers) else HIDDEN


@overload
def rounded(number: int, to: int) -> int: ...
@overload
def rounded(number: Number, to: int) -> Number: ...
def rounded(number: Number, to: int) -> Number:
    """To the nearest multiple; half of it and more goes up, so that 5 stays 5. What is hidden stays so."""
    return HIDDEN if isinstance(number, Hidden) else (2 * number + to) // (2 * to) * to


def release(table: Table, *, views: Iterable[View] = (), k: int = SMALLEST_SHOWN, rounded_to: int = 1) -> Released:
    """The views (the whole table if none is named) with all their totals, so that no cell from 1 to k − 1 can be told.

    `rounded_to`: what is told of them is rounded to the nearest of it, where an owner says so.
    """
    if k < SMALLEST_SHOWN:
        raise ValueError(f"numbers below {SMALLEST_SHOWN} are always hidden, so k cannot be {k}")
    asked = {table.axes(view) for view in views} or {table.axes(table.dimensions)}
    hidden = hidden_cells(table, asked, k)
    return Released(table.dimensions, {
        tuple(table.dimensions[axis] for axis in axes): _shown(table, axes, hidden[axes])
        for axes in hidden
    }, rounded_to)  # fmt: skip


def _shown(table: Table, axes: Axes, is_hidden: object) -> dict[Key, Number]:
    numbers = table.summed(axes).reshape(-1)
    flags = is_hidden.reshape(-1)  # type: ignore[attr-defined]
    return {
        key: HIDDEN if flag else int(number) for key, number, flag in zip(table.keys(axes), numbers, flags, strict=True)
    }
