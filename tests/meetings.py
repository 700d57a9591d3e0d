"""Meetings of the cast, made by the real actions: one team meeting four days ago, others a week ahead."""

import datetime as dt
import uuid

from tests.cast import Cast
from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.meetings.actions import call_own_meeting, call_team_meeting, hold_meeting
from tettpaa.follow_up.meetings.agenda import report_case
from tettpaa.follow_up.meetings.minutes import write_minutes
from tettpaa.follow_up.meetings.models import AgendaItem, Meeting, Minutes, Team
from tettpaa.follow_up.meetings.rules import Asked
from tettpaa.follow_up.meetings.teams import add_to_team, make_team
from tettpaa.kit.clock import OSLO

AT = dt.datetime(2025, 10, 6, 6, tzinfo=dt.UTC)
STARTS = dt.datetime(2025, 10, 10, 10, tzinfo=OSLO)
AFTER = dt.datetime(2025, 10, 10, 12, tzinfo=OSLO)
AHEAD = dt.datetime(2025, 10, 21, 10, tzinfo=OSLO)


def a_case(cast: Cast, pupil: str = "a1", who: str = "contact_a") -> Case:
    return open_case(
        pupil=cast.pupils[pupil], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users[who], by=who, at=AT,
    )  # fmt: skip


def a_team(cast: Cast, name: str = "TT", kind: str = "tt", takes_only_from: Team | None = None) -> Team:
    team = make_team(
        school=cast.school,
        kind=kind,
        name=name,
        takes_only_from=takes_only_from,
        form_id=uuid.uuid4(),
        by="leader",
        at=AT,
    )
    for who in ("counsellor", "contact_a"):
        add_to_team(team=team, user=cast.users[who], by="leader", at=AT)
    return team


def a_team_meeting(team: Team, starts_at: dt.datetime = STARTS) -> Meeting:
    return call_team_meeting(
        team=team, starts_at=starts_at, minutes=45, place="Rom 1", link="", form_id=uuid.uuid4(), by="leader", at=AT
    )


def an_own_meeting(
    cast: Cast, pupil: str = "a1", starts_at: dt.datetime = AHEAD, at: dt.datetime = AT, case: Case | None = None
) -> Meeting:
    return call_own_meeting(
        pupil=cast.pupils[pupil], school=cast.school, case=case, kind="network", starts_at=starts_at, minutes=60,
        place="Rom 2", link="", wish="Finne ut av mandagene", form_id=uuid.uuid4(), by="contact_a", at=at,
    )  # fmt: skip


def reported(team: Team, case: Case) -> AgendaItem:
    return report_case(team=team, case=case, wish="Skal vi søke råd?", by="contact_a", at=AT)


def held(meeting: Meeting, *reached: AgendaItem) -> None:
    hold_meeting(meeting=meeting, was_there=[], reached=[item.pk for item in reached], by="leader", at=AFTER)
    for item in reached:
        item.refresh_from_db()


def minuted(item: AgendaItem, *asked: Asked, by: str = "contact_a") -> Minutes:
    return write_minutes(
        item=item, situation="Sover dårlig", conclusion="Prøver senere start", asked=asked, form_id=uuid.uuid4(), by=by,
        at=AFTER,
    )  # fmt: skip
