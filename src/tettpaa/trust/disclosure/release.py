"""What is let out of a table: for every view that was asked for, each cell as a number or as hidden. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

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
    """The views of a table that left, and nothing else of it."""

    table_dimensions: tuple[str, ...]
    views: Mapping[View, Mapping[Key, Number]]

    def view(self, *dimensions: str) -> Mapping[Key, Number]:
        """Value of each dimension, in the table's order → the number. A view nobody asked for is a fault."""
        return self.views[tuple(name for name in self.table_dimensions if name in dimensions)]

    @property
    def cells(self) -> Mapping[Key, Number]:
        """The view with every dimension."""
        return self.view(*self.table_dimensions)

    @property
    def total(self) -> Number:
        return self.views[()][()]

    def number(self, **values: str) -> Number:
        """The cell of these values, all other dimensions summed; a value that nobody has is 0."""
        view = self.view(*values)
        return view.get(tuple(values[name] for name in self.table_dimensions if name in values), 0)


def release(table: Table, *, views: Iterable[View] = (), k: int = SMALLEST_SHOWN, rounded_to: int = 1) -> Released:
    """The views (the whole table if none is named) with all their totals, so that no cell from 1 to k − 1 can be told.

    `rounded_to`: what is shown is rounded to the nearest of it, where an owner says so.
    """
    if k < SMALLEST_SHOWN:
        raise ValueError(f"numbers below {SMALLEST_SHOWN} are always hidden, so k cannot be {k}")
    asked = {table.axes(view) for view in views} or {table.axes(table.dimensions)}
    hidden = hidden_cells(table, asked, k)
    return Released(table.dimensions, {
        tuple(table.dimensions[axis] for axis in axes): _shown(table, axes, hidden[axes], rounded_to)
        for axes in hidden
    })  # fmt: skip


def _shown(table: Table, axes: Axes, is_hidden: object, rounded_to: int) -> dict[Key, Number]:
    numbers = table.summed(axes).reshape(-1)
    flags = is_hidden.reshape(-1)  # type: ignore[attr-defined]
    return {
        key: HIDDEN if flag else _rounded(int(number), rounded_to)
        for key, number, flag in zip(table.keys(axes), numbers, flags, strict=True)
    }


def _rounded(number: int, to: int) -> int:
    """Half of it and more goes up, so that 5 stays 5."""
    return (2 * number + to) // (2 * to) * to
