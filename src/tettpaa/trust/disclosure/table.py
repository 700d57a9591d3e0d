"""A count of pupils over some dimensions, and the views of it in which some dimensions are summed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

# The names of the dimensions that a view keeps, in the table's order; () is everybody in one number.
View = tuple[str, ...]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Each pupil is counted in one cell. `counts`: a value of each dimension, in their order → pupils, 0 where left out."""

    dimensions: tuple[str, ...]
    counts: Mapping[Key, int]

    def __post_init__(self) -> None:
        for key, count in self.counts.items():
            if len(key) != len(self.dimensions) or count < 0:
                raise ValueError(f"{key}: {count} is no count over {self.dimensions}")

    @cached_property
    def values(self) -> tuple[tuple[str, ...], ...]:
        """The values of each dimension, in the order in which they first come."""
        return tuple(tuple(dict.fromkeys(key[axis] for key in self.counts)) for axis in range(len(self.dimensions)))

    @cached_property
    def array(self) -> np.ndarray:
        """The counts, one axis for each dimension."""
        places = [{value: place for place, value in enumerate(values)} for values in self.values]
        found = np.zeros([len(values) for values in self.values], dtype=np.int64)
        for key, count in self.counts.items():
            found[tuple(place[value] for place, value in zip(places, key, strict=True))] = count
        return found

    def axes(self, view: View) -> tuple[int, ...]:
        """The axes a view keeps, in the table's order."""
        if unknown := set(view) - set(self.dimensions):
            raise LookupError(f"{sorted(unknown)}: the table has {self.dimensions}")
        return tuple(axis for axis, name in enumerate(self.dimensions) if name in view)

    def summed(self, axes: tuple[int, ...]) -> np.ndarray:
        """The view that keeps these axes."""
        return np.asarray(self.array.sum(axis=tuple(axis for axis in range(self.array.ndim) if axis not in axes)))

    def keys(self, axes: tuple[int, ...]) -> list[Key]:
        """Every cell of the view, in the order of its array."""
        return list(product(*(self.values[axis] for axis in axes)))
