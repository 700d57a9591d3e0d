"""The morning's part of replay: past years are warm before anybody asks, and nothing lies there that should be gone."""

from tettpaa.look_back.replay.warm import is_warm, past_years, stale, sweep, warm_year
from tettpaa.schools.places.models import Owner

MOST_YEARS = 3


def has_stale(owner: Owner) -> bool:
    """Whether anything lies there that was made from what is no longer in force."""
    return bool(stale(owner))


def sweep_stale(owner: Owner) -> None:
    """What was erased or replaced goes from the warm files too."""
    sweep(owner)


def has_cold(owner: Owner, today_year: int) -> bool:
    """Whether a year that can be replayed is not warm."""
    return any(not is_warm(owner, year) for year in past_years(owner, today_year, MOST_YEARS))


def warm_up(owner: Owner, today_year: int) -> None:
    """Make the years warm that are not."""
    for year in past_years(owner, today_year, MOST_YEARS):
        if not is_warm(owner, year):
            warm_year(owner, year)
