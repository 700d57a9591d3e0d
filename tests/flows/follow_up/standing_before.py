"""What happens before a plan put in each state it can stand in, by the real acts: concerns, talks, mappings, cases."""

import datetime as dt
import uuid

from tests.cast import TODAY, Cast
from tests.rights import rights_of
from tettpaa.assess.cases import actions as cases
from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import state_of as case_state
from tettpaa.assess.concerns.actions import answer_concern, tell_concern, withdraw_concern
from tettpaa.assess.concerns.models import Concern
from tettpaa.assess.mappings.actions import save_mapping
from tettpaa.assess.mappings.answering import answer_input
from tettpaa.assess.mappings.asking import ask_input, close_round
from tettpaa.assess.mappings.catalogue import parts_on, questions_on
from tettpaa.assess.mappings.models import InputRequest, InputRound, MappingVersion
from tettpaa.assess.mappings.queries import teachings_of
from tettpaa.assess.mappings.states import round_state
from tettpaa.assess.mappings.voiding import void_input, void_mapping
from tettpaa.assess.reviews.actions import close_review, open_review, write_line
from tettpaa.assess.reviews.models import ClassReview, ReviewLine
from tettpaa.assess.reviews.voiding import void_review_line
from tettpaa.assess.talks import actions as talks
from tettpaa.assess.talks.explaining import void_explanation
from tettpaa.assess.talks.holding import record_talk, void_talk
from tettpaa.assess.talks.models import Contact, ExplanationRequest, Rhythm, Talk
from tettpaa.assess.talks.rhythms import agree_rhythm, end_rhythm
from tettpaa.assess.talks.states import state_of as question_state
from tettpaa.assess.talks.talk_queries import form_for
from tettpaa.assess.talks.talk_rules import Told
from tettpaa.assess.talks.talk_states import contact_state, talk_state
from tettpaa.pages.concern.queries import standings
from tettpaa.pages.mapping.queries import told_rounds

AT = dt.datetime(2025, 10, 13, 9, tzinfo=dt.UTC)
LONG_AGO = dt.datetime(2025, 10, 1, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
BY = {"by": "contact_a", "at": AT}
WHY = {"reason": "Feil elev"}


def a_case(cast: Cast, at: dt.datetime = AT) -> Case:
    return cases.open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users["contact_a"], by="contact_a", at=at,
    )  # fmt: skip


def case_in(cast: Cast, state: str) -> Case:
    case = a_case(cast)
    if state in ("waiting", "waited_out"):
        cases.wait_case(case=case, until=TODAY + (7 * DAY if state == "waiting" else 0 * DAY), **WHY, **BY)
    elif state == "closed":
        cases.close_case(case=case, outcome="reached", evaluation="Det hjalp", **BY)
    elif state == "withdrawn":
        cases.withdraw_case(case=case, **WHY, **BY)
    return case


def case_stands(_cast: Cast, case: Case) -> str:
    held = Case.objects.get(pk=case.pk)
    return case_state(held.state, held.waits_until, TODAY).key


def concern_in(cast: Cast, state: str) -> Concern:
    concern = tell_concern(
        pupil=cast.pupils["a1"], about="absence", line="Sitter alene", teller="staff", form_id=uuid.uuid4(), by="subject",
        at=LONG_AGO if state == "overdue" else AT,
    )  # fmt: skip
    if state == "answered":
        answer_concern(concern=concern, answer="spoke", by="contact_a", at=AT)
    elif state == "withdrawn":
        withdraw_concern(concern=concern, **WHY, by="subject", at=AT)
    return concern


def concern_stands(_cast: Cast, concern: Concern) -> str:
    return standings([Concern.objects.select_related("pupil__owner").get(pk=concern.pk)], TODAY)[0].state.key


def question_in(cast: Cast, state: str) -> ExplanationRequest:
    asked = talks.ask_explanation(
        pupil=cast.pupils["a1"], contact_teacher=cast.users["contact_a"].person, facts={},
        due_on=AT.date() if state == "overdue" else TODAY + DAY, by="leader", at=LONG_AGO,
    )  # fmt: skip
    if state in ("answered", "voided"):
        talks.answer_explanation(asked=asked, answer="Syk", **BY)
        asked.refresh_from_db()
    if state == "voided":
        void_explanation(asked=asked, **WHY, **BY)
    return asked


def question_stands(_cast: Cast, asked: ExplanationRequest) -> str:
    held = ExplanationRequest.objects.get(pk=asked.pk)
    is_voided = held.voided_at is not None
    return question_state(held.answered_at is not None, held.due_on < TODAY, is_voided=is_voided).key


def contact_in(cast: Cast, state: str) -> Contact:
    contact = talks.record_contact(
        pupil=cast.pupils["a1"], on=AT.date(), channel="phone", was_reached=state != "not_reached", line="Bussen", **BY
    )
    if state == "voided":
        talks.void_contact(contact=contact, **WHY, **BY)
    return contact


def contact_stands(_cast: Cast, contact: Contact) -> str:
    held = Contact.objects.get(pk=contact.pk)
    return contact_state(was_reached=held.was_reached, is_voided=held.voided_at is not None).key


def talk_in(cast: Cast, state: str) -> Talk:
    form = form_for(cast.owner, "absence", TODAY)
    told = Told("absence", AT.date(), "in_person", is_held=True, was_reached=True)
    answers = {form.own_words.key: "Sover dårlig"}
    if state == "not_held":
        told = Told("absence", AT.date(), "in_person", is_held=False, was_reached=False, not_held_why="pupil_away",
                    not_held_line="Kom ikke", not_reached_why="away")  # fmt: skip
        form, answers = None, {}
    talk = record_talk(pupil=cast.pupils["a1"], told=told, form=form, answers=answers, form_id=uuid.uuid4(), **BY)
    if state == "voided":
        void_talk(talk=talk, **WHY, **BY)
    return talk


def talk_stands(_cast: Cast, talk: Talk) -> str:
    held = Talk.objects.get(pk=talk.pk)
    return talk_state(is_held=held.is_held, is_voided=held.voided_at is not None).key


def rhythm_in(cast: Cast, state: str) -> Rhythm:
    rhythm = agree_rhythm(
        pupil=cast.pupils["a1"], party="pupil", every_days=14, channel="phone", line="",
        begins_on=TODAY + 7 * DAY if state == "not_begun" else TODAY - (60 if state == "overdue" else 1) * DAY,
        form_id=uuid.uuid4(), **BY,
    )  # fmt: skip
    if state == "ended":
        end_rhythm(rhythm=rhythm, **WHY, **BY)
    return rhythm


def rhythm_stands(_cast: Cast, rhythm: Rhythm) -> str:
    """The days alone make it late; what may be done is the same."""
    held = Rhythm.objects.get(pk=rhythm.pk)
    if held.ended_at:
        return "ended"
    return "not_begun" if held.begins_on > TODAY else "overdue" if held.begins_on < TODAY - 30 * DAY else "on_time"


def mapping_in(cast: Cast, state: str) -> MappingVersion:
    version = save_mapping(
        case=a_case(cast), began_from=0, found={part.key: {"unknown": ""} for part in parts_on(TODAY).asked},
        own_words="Bussen", is_with_pupil=True, why_without="", form_id=uuid.uuid4(), **BY,
    )  # fmt: skip
    if state == "voided":
        void_mapping(version=version, **WHY, **BY)
    return version


def mapping_stands(_cast: Cast, version: MappingVersion) -> str:
    return "voided" if MappingVersion.objects.get(pk=version.pk).voided_at else "saved"


def round_in(cast: Cast, state: str) -> InputRound:
    is_over = state in ("over", "silent")
    at = LONG_AGO if is_over else AT
    held = ask_input(
        case=a_case(cast, at), teachings=list(teachings_of(cast.pupils["a1"], TODAY)),
        due_on=AT.date() if is_over else TODAY + 7 * DAY, form_id=uuid.uuid4(), by="contact_a", at=at,
    )  # fmt: skip
    if state == "closed":
        close_round(held=held, **BY)
    return held


def round_stands(_cast: Cast, held: InputRound) -> str:
    now = InputRound.objects.get(pk=held.pk)
    return round_state(is_closed=now.closed_at is not None, due_on=now.due_on, on=TODAY).key


def input_in(cast: Cast, state: str) -> InputRequest:
    request = round_in(cast, state).requests.get()
    if state in ("answered", "voided"):
        answer_input(request=request, answers=answers(request), by="subject", at=AT)
        request.refresh_from_db()
    if state == "voided":
        void_input(request=request, **WHY, **BY)
    elif state == "lapsed":
        cast.users["subject"].person.memberships.update(valid_to=TODAY - DAY)
    return request


def answers(request: InputRequest) -> dict[str, str]:
    """The first choice, or a line, to each question."""
    asked = questions_on(request.round.questions_from).asked
    return {each.key: each.choices[0].key if each.choices else "Følger godt med" for each in asked}


def input_stands(cast: Cast, request: InputRequest) -> str:
    held = InputRound.objects.get(pk=request.round_id)
    told = told_rounds(rights_of(cast.users["contact_a"]), [held], {})[0]
    return next(each.state.key for each in told.requests if each.request.pk == request.pk)


def review_in(cast: Cast, state: str) -> ClassReview:
    review = open_review(group=cast.class_a, half=1, by="counsellor", at=AT)
    if state == "closed":
        close_review(review=review, took_part=["counsellor"], by="counsellor", at=AT)
    return review


def review_line_in(cast: Cast, state: str) -> ReviewLine:
    line = write_line(
        review=review_in(cast, "open"), pupil=cast.pupils["a1"], began_from=0, choice="talk", line="Sitter alene", **BY
    )
    if state == "voided":
        void_review_line(line=line, **WHY, **BY)
    return line


def review_line_stands(_cast: Cast, line: ReviewLine) -> str:
    return "voided" if ReviewLine.objects.get(pk=line.pk).voided_at else "written"
