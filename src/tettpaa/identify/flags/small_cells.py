"""Counts of pupils for readers who may not see pupils: small ones are not told. Pure.

A count from one to four is told as 'under 5'. Where what is hidden stands alone, or adds up to fewer
than five, the smallest other is hidden too, so that it cannot be found by subtraction from the sum.
"""

from collections.abc import Hashable, Mapping

LEAST_TOLD = 5


def told[K: Hashable](counts: Mapping[K, int]) -> dict[K, int | None]:
    """Each count as it may be told beside the sum of all; None where it is hidden."""
    hidden = {key for key, count in counts.items() if 0 < count < LEAST_TOLD}
    others = sorted((count, str(key), key) for key, count in counts.items() if count >= LEAST_TOLD)
    while hidden and others and (len(hidden) == 1 or sum(counts[key] for key in hidden) < LEAST_TOLD):
        hidden.add(others.pop(0)[2])
    return {key: None if key in hidden else count for key, count in counts.items()}


def told_sum[Name: Hashable](counts: Mapping[Name, int]) -> int | None:
    """The sum of the counts; None where it is small itself."""
    whole = sum(counts.values())
    return None if 0 < whole < LEAST_TOLD else whole
