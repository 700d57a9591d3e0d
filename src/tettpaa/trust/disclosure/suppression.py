"""Which cells are hidden, so that no small one can be told from those that are shown. Pure.

A swap along some axes moves `delta` pupils between the corners of a box: up in the corner of the small cell, down one step
along an axis, up again two steps away. Views that keep all these axes change at the box's corners; every other view sums
over at least one of them, where ups and downs cancel. So if the corners are hidden in the views that change, the table after
the swap shows the same numbers as the true one. A swap along no axis only adds: then every total above is hidden too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product

import numpy as np

from tettpaa.trust.disclosure.table import Table

Axes = tuple[int, ...]
Place = tuple[int, ...]


@dataclass
class _Views:
    """The views that are released, each with its numbers and what is hidden of them."""

    numbers: dict[Axes, np.ndarray]
    hidden: dict[Axes, np.ndarray]


@dataclass(frozen=True)
class _Corner:
    """A cell of the whole table that a swap changes, and in which direction."""

    at: Place
    rises: bool


def hidden_cells(table: Table, views: set[Axes], k: int) -> dict[Axes, np.ndarray]:
    """For each view and each view with fewer of its axes, True where the cell is hidden.

    Small cells are taken with the largest first, since those need the smallest swaps, in a fixed order.
    """
    numbers = {axes: table.summed(axes) for axes in _with_totals(views)}
    found = _Views(numbers, {axes: np.asarray((view > 0) & (view < k)) for axes, view in numbers.items()})
    small = [(axes, tuple(map(int, at))) for axes, view in found.hidden.items() for at in np.argwhere(view)]
    for axes, at in sorted(small, key=lambda cell: (-int(numbers[cell[0]][cell[1]]), len(cell[0]), cell)):
        _protect(table.array, found, axes, at, k)
    return found.hidden


def _with_totals(views: set[Axes]) -> list[Axes]:
    """The views and all their totals, the fewest axes first."""
    parts = {part for axes in views for size in range(len(axes) + 1) for part in combinations(axes, size)}
    return sorted(parts, key=lambda axes: (len(axes), axes))


def _protect(full: np.ndarray, views: _Views, axes: Axes, at: Place, k: int) -> None:
    """Hide what the cheapest swap needs that lifts this cell to k. The swap along no axis is always possible."""
    delta = k - int(views.numbers[axes][at])
    best: tuple[int, list[tuple[Axes, Place]]] | None = None
    for along, corners in _swaps(full.shape, axes, at):
        cells = _changed(full, views, along, corners, delta)
        if cells is None:
            continue
        cost = _cost(views, cells)
        if cost == 0:
            return
        if best is None or cost < best[0]:
            best = cost, cells
    for view, place in best[1] if best else []:
        views.hidden[view][place] = True


def _swaps(shape: tuple[int, ...], axes: Axes, at: Place) -> Iterator[tuple[Axes, list[_Corner]]]:
    """Every box whose first corner lies in the cell: the axes it goes along, and its corners."""
    own = dict(zip(axes, at, strict=True))
    lifts = [range(size) if axis not in own else (own[axis],) for axis, size in enumerate(shape)]
    for along in chain.from_iterable(combinations(axes, size) for size in range(len(axes), -1, -1)):
        partners = [[other for other in range(shape[axis]) if other != own[axis]] for axis in along]
        for lift in product(*lifts):
            for partner in product(*partners):
                yield along, _corners(lift, along, partner)


def _corners(lift: Place, along: Axes, partner: Place) -> list[_Corner]:
    found = []
    for turns in product((False, True), repeat=len(along)):
        at = list(lift)
        for axis, other, is_turned in zip(along, partner, turns, strict=True):
            at[axis] = other if is_turned else lift[axis]
        found.append(_Corner(tuple(at), sum(turns) % 2 == 0))
    return found


def _changed(
    full: np.ndarray, views: _Views, along: Axes, corners: list[_Corner], delta: int
) -> list[tuple[Axes, Place]] | None:
    """The cells of all views that the swap changes; None where it is no possible table.

    Nobody may be fewer than none. Whatever is hidden is at least 1, before and after, for a zero is always shown.
    """
    if any(not corner.rises and full[corner.at] < delta for corner in corners):
        return None
    cells = []
    for axes, view in views.numbers.items():
        if not set(along) <= set(axes):
            continue
        for corner in corners:
            place = tuple(corner.at[axis] for axis in axes)
            if view[place] < (1 if corner.rises else delta + 1):
                return None
            cells.append((axes, place))
    return cells


def _cost(views: _Views, cells: list[tuple[Axes, Place]]) -> int:
    """How many pupils' numbers the swap takes out of sight that were in sight: totals cost most."""
    return sum(int(views.numbers[axes][place]) for axes, place in cells if not views.hidden[axes][place])
