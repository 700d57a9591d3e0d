"""A pupil's school days as squares of a calendar, and as a line of weeks."""

from django.utils.translation import gettext as _

from tettpaa.identify.indicators.fold.take import WHOLE_DAY
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.charts.calendar import CalendarDay
from tettpaa.pages.pupil.year import Day, PupilYear


def squares(year: PupilYear) -> list[CalendarDay]:
    """One square for each school day so far, and for each weekday without school between them."""
    told = [CalendarDay(day.on, *_kind_and_note(day, year.has_lessons)) for day in year.days]
    return told + [CalendarDay(day, "no_school") for day in year.closed]


def _kind_and_note(day: Day, has_lessons: bool) -> tuple[str, str]:
    """What the day was, and how much; a day nobody has registered is neither presence nor absence."""
    away = [each for each in day.absences if each.is_absence]
    if day.is_whole_day:
        is_documented = all(each.documentation != "none" for each in away)
        return ("documented", _documents(day)) if is_documented else ("undocumented", "")
    if away:
        return "partly", _how_much(day)
    if day.is_unreported and has_lessons:
        return "not_reported", _not_registered(day)
    if any(each.is_late for each in day.absences):
        return "late", ""
    return "present", ""


def _how_much(day: Day) -> str:
    """'1,5 av 5 timer'; half a day where the source gives days."""
    if day.held:
        told = amount(day.away / 60, "hours", of=day.held / 60)
    elif day.whole:
        told = amount(day.whole / WHOLE_DAY, "days")
    else:
        told = amount(day.away / 60, "hours")
    return f"{told}, {_documents(day)}" if _documents(day) else told


def _not_registered(day: Day) -> str:
    """Nothing for a day that is not registered at all; else how much of it."""
    hours = amount((day.held - day.known) / 60, "hours")
    return _("%(hours)s er ikke ført") % {"hours": hours} if day.known else ""


def _documents(day: Day) -> str:
    """How the day's absence is documented, each way once."""
    ways = {each.documentation for each in day.absences if each.is_absence} - {"none"}
    return ", ".join(documentation_word(way).lower() for way in sorted(ways))


def documentation_word(documentation: str) -> str:
    return {
        "none": _("Ikke dokumentert"),
        "self": _("Egenmelding"),
        "health": _("Helsepersonell"),
        "other": _("Annen dokumentasjon"),
    }[documentation]
