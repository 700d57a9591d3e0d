"""The answer of the § 9-8 calculator, as `tettpaa limit --json` prints it and as lines to read."""

from fractions import Fraction

from tettpaa.identify.indicators.limit import Settlement, Verdict
from tettpaa.knowledge.law.absence_limit import reasons

OUTCOMES = {
    "within": ("Innenfor grensen.", "Within the limit."),
    "over_10": ("Over grensen; rektor kan avgjøre.", "Over the limit; the head may decide."),
    "over_15": ("Over det rektor kan avgjøre om.", "Over what the head may decide about."),
}


def as_json(settlement: Settlement) -> dict:
    """One object; hours are of 60 minutes. The keys are a promise to integrators."""
    return {
        "as_of": settlement.as_of.isoformat(),
        "planned_hours": float(settlement.planned_hours),
        "lesson_minutes": settlement.lesson_minutes,
        "limit_hours": hours(settlement, settlement.limit_minutes),
        "lessons_within": settlement.lessons_within,
        "lessons_over": settlement.lessons_over,
        "discretion_hours": hours(settlement, settlement.discretion_minutes),
        "discretion_lessons": settlement.discretion_lessons,
        "counted_hours": hours(settlement, settlement.counted_minutes),
        "outcome": settlement.outcome,
        "hours_left": hours(settlement, settlement.left_minutes),
        "lessons_left": settlement.lessons_left,
        "passed_on": settlement.passed_on.isoformat() if settlement.passed_on else None,
        "events": [_event_as_json(verdict) for verdict in settlement.verdicts],
        "source": settlement.law.source,
    }


def hours(settlement: Settlement, minutes: Fraction) -> float:
    """Minutes as hours of the law's length, for showing; nothing is decided on this number."""
    return float(minutes / settlement.law.minutes_per_hour)


def _event_as_json(verdict: Verdict) -> dict:
    return {
        "date": verdict.event.on.isoformat(),
        "minutes": verdict.event.minutes,
        "cause": verdict.event.cause,
        "documentation": verdict.event.documentation,
        "counted": verdict.counted_minutes > 0,
        "counted_minutes": float(verdict.counted_minutes),
        "why": verdict.why,
        "why_words": reasons()[verdict.why],
    }


def as_lines(settlement: Settlement) -> list[str]:
    """The same for a reader, in Norwegian and English."""
    answer = as_json(settlement)
    nb, en = OUTCOMES[settlement.outcome]
    lines = [f"{nb} / {en}"]
    for label, key in (
        ("Teller / counted", "counted_hours"),
        ("Grensen / limit", "limit_hours"),
        ("Rektors skjønn til / head's discretion up to", "discretion_hours"),
        ("Igjen / left", "hours_left"),
    ):
        lines.append(f"{label}: {answer[key]:g} t / h")
    lines.append(f"Økter innenfor / lessons within: {answer['lessons_within']}")
    for event in answer["events"]:
        words = event["why_words"]
        lines.append(f"{event['date']} {event['minutes']:>5} min  {words['nb']} / {words['en']}")
    return [*lines, answer["source"]]
