"""A school's weeks: this year's hours of those the reader may see, beside last year's as the night counted them."""

import datetime as dt
from collections.abc import Collection

from tettpaa.kit.html.charts.development import Week
from tettpaa.look_back.statistics.queries import weeks_before_at
from tettpaa.pages.school_board.kept_today import Kept
from tettpaa.pages.weekly import Opens, weeks_of
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import school_year_of


def weeks_at(school: School, kept: Kept, pupils: Collection[int], on: dt.date, opens: Opens) -> list[Week]:
    """Of some pupils (keys) who go there."""
    return weeks_of(kept.weeks.shares(pupils), weeks_before_at(school, school_year_of(on)), opens)
