"""Every job that runs without anybody asking: when, what it is in words, and the function that does it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from tettpaa.assess.documents.keeping import sweep_strays
from tettpaa.follow_up import sealing
from tettpaa.follow_up.meetings import jobs as meetings
from tettpaa.follow_up.stairs import jobs as stairs
from tettpaa.identify.daily import NAMES, Night, run_night
from tettpaa.identify.flags.models import NightStep
from tettpaa.identify.imports.deliveries import carry_on_all_of
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.states import CARRIED_ON
from tettpaa.identify.records.school_days import school_days
from tettpaa.look_back.completion import jobs as completion
from tettpaa.look_back.effects import jobs as effects
from tettpaa.look_back.quality import jobs as quality
from tettpaa.look_back.replay import jobs as replay
from tettpaa.look_back.statistics import jobs as statistics
from tettpaa.messages.channels.sending import has_something_to_send, send_due
from tettpaa.pages.log_control import telling as log_control
from tettpaa.pages.my_day.waiting import pupils_waiting_for
from tettpaa.pages.protection import telling as protection
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.audit.second_place.export import export, is_behind
from tettpaa.trust.exports import jobs as exports
from tettpaa.trust.log_control.check import check_day, days_to_check, draw_week, week_to_sample
from tettpaa.trust.log_control.rules import due_day
from tettpaa.trust.recertification.rounds import carry_rounds_on, has_something_to_do

BY = "worker"
NIGHT_BEGINS = dt.time(5)
# Before the imports of the night, so that reads are judged against the ties as they were known.
LOG_CONTROL_BEGINS = dt.time(1)


@dataclass(frozen=True)
class Job:
    """`is_due` tells whether an owner has something to do now; `work` does it and can be repeated."""

    name: str
    when: str
    nb: str
    is_due: Callable[[Owner, dt.datetime], bool]
    work: Callable[[Owner, dt.datetime], None]


def _imports_wait(owner: Owner, _now: dt.datetime) -> bool:
    return Import.objects.filter(owner=owner, state__in=CARRIED_ON).exists()


def _carry_imports_on(owner: Owner, _now: dt.datetime) -> None:
    carry_on_all_of(owner, by=BY)


def _night_is_due(owner: Owner, now: dt.datetime) -> bool:
    """From five in the morning, until every step of the night is done."""
    if now.time() < NIGHT_BEGINS:
        return False
    done = NightStep.objects.filter(owner=owner, as_of=now.date(), step__in=NAMES, done_at__isnull=False)
    return done.count() < len(NAMES)


def _run_night(owner: Owner, now: dt.datetime) -> None:
    run_night(Night(owner=owner, as_of=now.date(), by=BY))
    sweep_strays(now)


def _seal_due(owner: Owner, now: dt.datetime) -> None:
    sealing.seal_due(owner, by=BY, at=now)


def _stairs_wait(owner: Owner, now: dt.datetime) -> bool:
    return stairs.is_due(owner, now.date())


def _climb_stairs(owner: Owner, now: dt.datetime) -> None:
    stairs.climb_and_note(owner=owner, on=now.date(), by=BY, at=now)


def _figures_wait(owner: Owner, now: dt.datetime) -> bool:
    """After the night's flags, once a day."""
    return now.time() >= NIGHT_BEGINS and not _night_is_due(owner, now) and quality.is_due(owner, now.date())


def _count_figures(owner: Owner, now: dt.datetime) -> None:
    statistics.count_schools(owner, now.date())
    quality.count_figures(owner, now.date())


def _completion_waits(owner: Owner, now: dt.datetime) -> bool:
    """After the night, and again the same day when something is imported."""
    return now.time() >= NIGHT_BEGINS and not _night_is_due(owner, now) and completion.is_due(owner, now.date())


def _count_completion(owner: Owner, now: dt.datetime) -> None:
    completion.count_completion(owner, now.date())


def _comparisons_wait(owner: Owner, now: dt.datetime) -> bool:
    return effects.is_due(owner, now.date())


def _compare(owner: Owner, now: dt.datetime) -> None:
    effects.compare_and_note(owner=owner, on=now.date(), by=BY, at=now)


def _replay_is_stale(owner: Owner, _now: dt.datetime) -> bool:
    return replay.has_stale(owner)


def _sweep_replay(owner: Owner, _now: dt.datetime) -> None:
    replay.sweep_stale(owner)


def _replay_is_cold(owner: Owner, now: dt.datetime) -> bool:
    return now.time() >= NIGHT_BEGINS and replay.has_cold(owner, school_year_of(now.date()))


def _warm_replay(owner: Owner, now: dt.datetime) -> None:
    replay.warm_up(owner, school_year_of(now.date()))


def _log_waits(_owner: Owner, _now: dt.datetime) -> bool:
    """The log is everybody's: whichever owner comes first, all of it is copied."""
    return bool(settings.TETTPAA_AUDIT_COPY) and is_behind()


def _copy_log(_owner: Owner, now: dt.datetime) -> None:
    export(at=now)


def _exports_wait(owner: Owner, _now: dt.datetime) -> bool:
    return exports.ordered(owner).exists()


def _make_exports(owner: Owner, now: dt.datetime) -> None:
    exports.make_ordered(owner, by=BY, at=now)


def _exports_are_over(owner: Owner, now: dt.datetime) -> bool:
    return exports.over(owner, now).exists()


def _delete_exports(owner: Owner, now: dt.datetime) -> None:
    exports.delete_over(owner, by=BY, at=now)


def _days_wait(owner: Owner, now: dt.datetime) -> bool:
    return now.time() >= LOG_CONTROL_BEGINS and bool(days_to_check(owner, now.date()))


def _check_days(owner: Owner, now: dt.datetime) -> None:
    for day in days_to_check(owner, now.date()):
        check_day(owner, day, due_day=_due_day, by=BY, at=now, on=now.date())


def _week_waits(owner: Owner, now: dt.datetime) -> bool:
    return now.time() >= LOG_CONTROL_BEGINS and week_to_sample(owner, now.date()) is not None


def _draw_week(owner: Owner, now: dt.datetime) -> None:
    if monday := week_to_sample(owner, now.date()):
        draw_week(owner, monday, due_day=_due_day, by=BY, at=now, on=now.date())


def _alerts_wait(owner: Owner, now: dt.datetime) -> bool:
    return now.time() >= LOG_CONTROL_BEGINS and log_control.is_due(owner, now, now.date())


def _tell_of_alerts(owner: Owner, now: dt.datetime) -> None:
    log_control.tell_of_alerts(owner, by=BY, at=now, on=now.date())


def _rounds_wait(owner: Owner, now: dt.datetime) -> bool:
    if now.time() < LOG_CONTROL_BEGINS:
        return False
    return has_something_to_do(owner, now.date()) or protection.is_due(owner, now.date())


def _carry_rounds_on(owner: Owner, now: dt.datetime) -> None:
    carry_rounds_on(owner, by=BY, at=now, on=now.date())
    protection.tell_custodians(owner, by=BY, at=now, on=now.date())


def _tell_lapsed(owner: Owner, now: dt.datetime) -> None:
    meetings.tell_lapsed(owner, by=BY, at=now)


def _mail_waits(owner: Owner, now: dt.datetime) -> bool:
    return has_something_to_send(owner, now)


def _send_mail(owner: Owner, _now: dt.datetime) -> None:
    """By the clock and not by `_now`: a claim lasts from when it is made, and there may be many."""
    send_due(owner, pupils_waiting_for)


def _due_day(school: School | None, on: dt.date, within: int) -> dt.date:
    """By the school's calendar; where no school answers, by weekdays."""
    days = school_days(school.owner, school.pk, school_year_of(on)) if school else ()
    return due_day(on, days, within)


JOBS = (
    Job(
        "log_copy",
        "med en gang",
        "Fører nye rader i loggen over til kopien (TETTPAA_AUDIT_COPY)",
        _log_waits,
        _copy_log,
    ),
    Job("imports", "med en gang", "Fører mottatte og godkjente importer videre", _imports_wait, _carry_imports_on),
    Job(
        "exports",
        "med en gang",
        "Lager filene som er bestilt, og godkjent der det trengs",
        _exports_wait,
        _make_exports,
    ),
    Job("exports_over", "med en gang", "Sletter uttrekk når tiden er ute", _exports_are_over, _delete_exports),
    Job(
        "messages",
        "med en gang; ukebrevet mandag fra kl. 07.00",
        "Sender e-post om det som haster, ukebrevet og brev som er bestilt (TETTPAA_SMTP_HOST)",
        _mail_waits,
        _send_mail,
    ),
    Job("log_control", "fra kl. 01.00", "Ser etter oppslag som må forklares", _days_wait, _check_days),
    Job("log_sample", "mandag fra kl. 01.00", "Trekker ukas stikkprøver av oppslag", _week_waits, _draw_week),
    Job(
        "log_alerts",
        "fra kl. 01.00",
        "Sier fra om oppslag som må forklares, og igjen når fristen er nær",
        _alerts_wait,
        _tell_of_alerts,
    ),
    Job(
        "access_rounds",
        "fra kl. 01.00",
        "Åpner kvartalets gjennomgang av tilganger, sier fra om den og minner om den, og avslutter det ingen har bekreftet",
        _rounds_wait,
        _carry_rounds_on,
    ),
    Job(
        "lapsed_invitations",
        "fra kl. 00.00",
        "Sier fra når innkallingen av en foresatt ikke lenger gjelder fordi eleven er blitt 18 år",
        meetings.is_due,
        _tell_lapsed,
    ),
    Job(
        "night",
        "fra kl. 05.00",
        "Tar inn det som er levert, oppdaterer flagg, og sletter filer ingen rad peker på",
        _night_is_due,
        _run_night,
    ),
    # After what brings the roster, and before what looks at who has been spoken with.
    Job(
        "seals",
        "med en gang, og fra kl. 00.00 den dagen en elev bytter skole",
        "Forsegler oppfølgingen ved skolen en elev har byttet fra, og åpner den igjen når eleven kommer tilbake",
        sealing.is_due,
        _seal_due,
    ),
    Job(
        "stairs",
        "når nattens flagg er oppdatert",
        "Sier fra når en elev snart går til neste trinn på trappa, og fører eleven videre når fristen er ute",
        _stairs_wait,
        _climb_stairs,
    ),
    Job(
        "figures",
        "når nattens flagg er oppdatert",
        "Teller fravær uke for uke og kvalitetsmålene for hver skole, i år og i fjor",
        _figures_wait,
        _count_figures,
    ),
    Job(
        "completion",
        "når nattens flagg er oppdatert, og når det er importert noe nytt",
        "Teller hvor mange som fullfører, hvor elevene tar veien, og hvor mange som slutter",
        _completion_waits,
        _count_completion,
    ),
    Job(
        "comparisons",
        "når nattens flagg er oppdatert",
        "Regner ut hva tiltakene i år og i fjor er blitt til, sammenlignet med lignende elever uten",
        _comparisons_wait,
        _compare,
    ),
    Job(
        "replay_stale",
        "med en gang",
        "Sletter det som er gjort klart av tidligere skoleår, når det bygger på noe som er rettet eller slettet",
        _replay_is_stale,
        _sweep_replay,
    ),
    Job(
        "replay_warm",
        "fra kl. 05.00",
        "Gjør tidligere skoleår klare, så regler kan prøves på dem",
        _replay_is_cold,
        _warm_replay,
    ),
)
