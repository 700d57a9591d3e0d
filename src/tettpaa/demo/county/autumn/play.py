"""Plays the autumn day by day: in the morning what the nights do, then what people do, in the order of the clock."""

import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import chain

from tettpaa.config.schedule import JOBS
from tettpaa.demo.county.autumn import cases, letters, meetings, plans, talks, trust
from tettpaa.demo.county.autumn.classes import talks_with
from tettpaa.demo.county.autumn.measures import measured
from tettpaa.demo.county.autumn.stage import Act, Play, Stage, act_of
from tettpaa.demo.county.cast import Cast
from tettpaa.follow_up.stairs.jobs import climb
from tettpaa.identify.flags.update import update_flags
from tettpaa.kit.clock import OSLO

DAWN, NIGHT = dt.time(6, 10), dt.time(1, 10)
PLAYS: Mapping[str, Play] = {
    name: play for part in (talks, cases, plans, meetings, letters, trust) for name, play in part.PLAYS.items()
}
# Who does these has a page of their own for it, or has not opened the pupil's.
NOT_OPENED = frozenset({"teacher_answers", "invitation_answer", "emergency", "look", "guest", "protect"})
WHOLE_CLASS, WHOLE_MEASURE = "classes", "measures"
FILES = ("fjordvik", "aasgard", "teams", "owner")
LOOKED_AFTER = ("log_control", "log_sample")


class NeverPlayed(Exception):
    """Acts on days without school: nobody would be there."""


class Autumn:
    """Every act by its day. `log_control_since` is when the owner began to go through the log."""

    def __init__(self, cast: Cast, days: Sequence[dt.date]) -> None:
        told = {name: _read(name) for name in (WHOLE_CLASS, WHOLE_MEASURE, *FILES)}
        self.log_control_since: dt.date = told["owner"]["log_control_since"]
        of_day: dict[dt.date, list[Act]] = defaultdict(list)
        of_measures = chain.from_iterable(measured(row) for row in told[WHOLE_MEASURE]["measure"])
        for act in chain(_of_classes(cast, told[WHOLE_CLASS], days), of_measures, _of_stories(cast, told)):
            of_day[act.on].append(act)
        if left := sorted(set(of_day) - set(days)):
            raise NeverPlayed(left)
        self.of_day = {day: sorted(acts, key=lambda act: act.at) for day, acts in of_day.items()}

    def play(self, stage: Stage, day: dt.date, by: str) -> None:
        """One school day."""
        dawn = dt.datetime.combine(day, DAWN, OSLO)
        if day >= self.log_control_since:
            _go_through_the_log(stage, dt.datetime.combine(day, NIGHT, OSLO))
        update_flags(owner=stage.owner, as_of=day, by=by, at=dawn)
        climb(owner=stage.owner, on=day, by=by, at=dawn)
        for act in self.of_day.get(day, ()):
            _play(stage, act)


def play_last_year(stage: Stage) -> None:
    """What people did last year, as far as it is told: measures, from the case each belonged to until it was closed."""
    groups = ((told, group) for told in stage.cast.history["measure"] for group in told["groups"])
    acts = [
        act for told, group in groups for number in range(group["with_it"][0], group["with_it"][1] + 1)
        for act in measured({**told, "pupil": number, "by": group["by"]})
    ]  # fmt: skip
    for act in sorted(acts, key=lambda act: act.at):
        _play(stage, act)


def _play(stage: Stage, act: Act) -> None:
    if act.number is not None and act.do not in NOT_OPENED and not _is_of_class(act):
        stage.look(act)
    PLAYS[act.do](stage, act)


def _go_through_the_log(stage: Stage, at: dt.datetime) -> None:
    for job in JOBS:
        if job.name in LOOKED_AFTER and job.is_due(stage.owner, at):
            job.work(stage.owner, at)


def _is_of_class(act: Act) -> bool:
    """One of many talks: the list of the class led to it."""
    return act.do == "talk" and act.words["kind"] in ("start", "half_year")


def _of_classes(cast: Cast, told: Mapping, days: Sequence[dt.date]) -> Iterator[Act]:
    for row in told["class"]:
        yield from talks_with(cast, row, days)


def _of_stories(cast: Cast, told: Mapping[str, Mapping]) -> Iterator[Act]:
    """What the stories of the county's files tell of contacts and questions, and then the stories of follow-up."""
    for story in cast.stories:
        yield from _of_records(story)
    for name in FILES:
        for story in told[name]["story"]:
            yield from (act_of(row, story.get("pupil")) for row in story["acts"])


def _of_records(story: Mapping) -> Iterator[Act]:
    for do, key in (("ask", "asked"), ("answer", "answered"), ("contact", "contact")):
        if key in story:
            yield act_of({"do": do, **story[key]}, story["pupil"])


def _read(name: str) -> dict:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
