"""Before and after, for measures and contacts of some pupils: one loading of a school year, however many they are."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tettpaa.assess.talks.models import Contact
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.states import ENDED, RUNNING
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.look_back.effects.windows import Compared, SchoolDay, compare, compare_around
from tettpaa.pages.measure.days import school_days_of
from tettpaa.pages.measure.words import name_of
from tettpaa.pages.pupil.year import year_of
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import first_day, last_day

Days = dict[int, list[SchoolDay]]


@dataclass(frozen=True)
class Around:
    """One measure or contact, and what can be said of absence around it."""

    name: str
    on: dt.date
    compared: Compared
    measure: Measure | None = None


def days_of(owner: Owner, school_year: int, pupils: Collection[int], today: dt.date) -> Days:
    """Pupil key → the school days of a school year through today; none where no calendar has come."""
    as_of = min(today, last_day(school_year))
    columns = load(owner, school_year, pupils=list(pupils))
    years = {pupil: year_of(columns, pupil, as_of) for pupil in pupils}
    return {pupil: school_days_of(year.days) if year and year.has_calendar else [] for pupil, year in years.items()}


def around_measures(measures: Iterable[Measure], days: Days) -> list[Around]:
    """Each measure that has begun."""
    return [
        Around(name_of(each), each.starts_on, compare(days[each.pupil_id], each.starts_on, each.ended_on), each)
        for each in measures if each.state in (RUNNING, ENDED)
    ]  # fmt: skip


def around_contacts(contacts: Iterable[Contact], days: Days) -> list[Around]:
    """Each contact; those where nobody was reached too, as that."""
    return [
        Around(_contact_name(each), each.on, compare_around(days[each.pupil_id], each.on)) for each in contacts
    ]  # fmt: skip


def _contact_name(contact: Contact) -> str:
    how = contact.get_channel_display()
    return how if contact.was_reached else _("%(how)s, ikke nådd") % {"how": how}


def is_in(on: dt.date, school_year: int) -> bool:
    """Whether a day lies in the school year."""
    return first_day(school_year) <= on <= last_day(school_year)
