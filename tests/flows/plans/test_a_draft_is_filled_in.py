"""From talk to plan: what is known stands in the draft, and only what the writer may see."""

import datetime as dt
import uuid

import pytest

from tests import meetings
from tests.cast import TODAY
from tests.flows.plans.made import AT, DAY, a_case
from tests.rights import rights_of
from tettpaa.assess.mappings.actions import save_mapping
from tettpaa.assess.mappings.catalogue import parts_on
from tettpaa.assess.talks.actions import record_contact
from tettpaa.assess.talks.holding import record_talk, void_talk
from tettpaa.assess.talks.talk_queries import form_for
from tettpaa.assess.talks.talk_rules import Told
from tettpaa.follow_up.measures.actions import end_measure
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.follow_up.meetings.actions import hold_meeting
from tettpaa.follow_up.meetings.rules import Asked
from tettpaa.follow_up.plans.rules import Line, limits_on
from tettpaa.pages.plan.drafts import draft_of

BY = {"by": "contact_a", "at": AT}


def talked(cast, kind: str, on: dt.date, **answers):
    form = form_for(cast.owner, kind, TODAY)
    told = Told(kind, on, "in_person", is_held=True, was_reached=True, guardians="Mor" if kind == "home" else "")
    return record_talk(
        pupil=cast.pupils["a1"], told=told, form=form, answers={"own_words": "Orker ikke mandager", **answers},
        form_id=uuid.uuid4(), **BY,
    )  # fmt: skip


def measure(cast, case, kind: str, line: str):
    wish = Wish(kind, line, AT.date(), TODAY + 30 * DAY, "Miljøarbeideren")
    return plan_measure(
        case=case, wish=wish, school=cast.school, responsible=cast.users["contact_a"], form_id=uuid.uuid4(), **BY
    )


def mapped(case):
    parts = {part.key: {"unknown": ""} for part in parts_on(TODAY).asked}
    outside = next(part for part in parts_on(TODAY).asked if part.key == "outside").choices[0]
    found = parts | {"in_school": {"mastery": "naturfag"}, "outside": {outside.key: "mor er syk"}}
    return save_mapping(
        case=case, began_from=0, found=found, own_words="Bussen", is_with_pupil=True, why_without="", form_id=uuid.uuid4(),
        **BY,
    )  # fmt: skip


@pytest.fixture
def known(cast):
    """A case of a 16-year-old with talks, a mapping, a measure that goes on, one that is over, and a meeting's task."""
    pupil = cast.pupils["a1"]
    pupil.birth_date = dt.date(2009, 3, 1)
    pupil.save()
    case = a_case(cast)
    record_contact(pupil=pupil, on=AT.date() - 9 * DAY, channel="phone", was_reached=True, line="Det går greit", **BY)
    talked(cast, "half_year", AT.date() - 5 * DAY, goal="Bestå naturfag")
    talked(cast, "absence", AT.date(), wish="Begynne kl. 10 på mandager")
    talked(cast, "home", AT.date() - DAY, own_words="Vi klarer ikke å få henne opp")
    void_talk(talk=talked(cast, "absence", AT.date(), own_words="Om en annen"), reason="Feil elev", **BY)
    mapped(case)
    measure(cast, case, "morning_meeting", "Møtes i resepsjonen")
    end_measure(
        measure=measure(cast, case, "fixed_talks", "Hver fredag"), ended_on=AT.date(), outcome="no_help", helped="partly",
        learned="Fredag er for sent", **BY,
    )  # fmt: skip
    meeting = meetings.an_own_meeting(cast, starts_at=meetings.STARTS, case=case)
    item = meeting.items.get()
    hold_meeting(meeting=meeting, was_there=[], reached=[item.pk], by="contact_a", at=meetings.AFTER)
    item.refresh_from_db()
    meetings.minuted(item, Asked("home", "Ringe før kl. 8", TODAY + 7 * DAY, None, "Mor"))
    return case


def draft(cast, case, name: str = "contact_a"):
    return draft_of(rights_of(cast.users[name]), cast.pupils["a1"], case)


def test_every_field_says_what_is_known(cast, known):
    found = draft(cast, known)
    assert found.problem.splitlines()[0] == "Borte hver mandag"
    assert "Henger ikke med i fag (naturfag)" in found.problem
    assert found.goals == "Bestå naturfag"
    assert found.tried.splitlines()[0].startswith("Faste samtaler")
    assert "Hjalp det? Delvis. Fredag er for sent" in found.tried
    assert "samtaler, sist" in found.tried
    assert found.pupil_view == "Orker ikke mandager\nØnsker: Begynne kl. 10 på mandager"
    assert found.guardian_view == "Vi klarer ikke å få henne opp"
    assert found.evaluate_on == TODAY + limits_on(TODAY).proposed
    assert found.lines == (
        Line("Noen tar imot om morgenen: Møtes i resepsjonen", "Miljøarbeideren", AT.date(), TODAY + 30 * DAY),
        Line("Ringe før kl. 8", "Mor", meetings.AFTER.date(), TODAY + 7 * DAY),
    )


def test_what_the_pupil_said_of_her_home_stays_in_the_mapping_and_a_mistake_nowhere(cast, known):
    whole = "\n".join(str(value) for value in vars(draft(cast, known)).values())
    assert "mor er syk" not in whole
    assert "Om en annen" not in whole


def test_of_age_the_home_is_not_asked_and_its_words_do_not_come_along(cast, known):
    cast.pupils["a1"].birth_date = dt.date(2007, 3, 1)
    cast.pupils["a1"].save()
    assert draft(cast, known).guardian_view == ""


def test_who_may_see_nothing_begins_with_nothing(cast, known):
    found = draft(cast, known, "subject")
    assert (found.goals, found.tried, found.pupil_view, found.guardian_view) == ("", "", "", "")
    assert found.lines == (Line("", str(known.responsible), TODAY),)
    assert found.problem == "Borte hver mandag"
