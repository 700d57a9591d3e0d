"""Cases from the first day to the last, what stands behind, and what the teachers are asked."""

from tettpaa.assess.cases import actions, handing, members
from tettpaa.assess.mappings.actions import save_mapping
from tettpaa.assess.mappings.answering import answer_input
from tettpaa.assess.mappings.asking import ask_input
from tettpaa.assess.mappings.catalogue import UNKNOWN, parts_on
from tettpaa.assess.mappings.models import InputRequest
from tettpaa.assess.mappings.queries import teachings_of, versions_of
from tettpaa.demo.county.autumn.stage import Act, Stage, new_form
from tettpaa.schools.people.queries import live_enrolments


def open_case(stage: Stage, act: Act) -> None:
    """At the school the pupil goes to; whoever opens it has it, unless another is named."""
    pupil = stage.pupil(act.number)
    school = live_enrolments(act.on).get(pupil=pupil).school
    responsible = stage.users[act.words.get("responsible", act.by)]
    actions.open_case(pupil=pupil, school=school, because=act.words["because"], reason=act.words["reason"],
                      responsible=responsible, **act.signed)  # fmt: skip


def wait_case(stage: Stage, act: Act) -> None:
    actions.wait_case(case=stage.case_of(act), **act.words, **act.signed)


def close_case(stage: Stage, act: Act) -> None:
    actions.close_case(case=stage.case_of(act), **act.words, **act.signed)


def reopen_case(stage: Stage, act: Act) -> None:
    actions.reopen_case(case=stage.case_of(act), **act.words, **act.signed)


def offer_case(stage: Stage, act: Act) -> None:
    handing.offer_case(
        case=stage.case_of(act), to=stage.users[act.words["to"]], reason=act.words["reason"], **act.signed
    )


def let_in(stage: Stage, act: Act) -> None:
    """A colleague comes into the case."""
    members.add_member(case=stage.case_of(act), user=stage.users[act.words["user"]], reason=act.words["reason"],
                       **act.signed)  # fmt: skip


def mapping(stage: Stage, act: Act) -> None:
    """What stands behind; of a part that the file leaves out, nobody knows."""
    case, told = stage.case_of(act), act.words
    found = {part.key: told["found"].get(part.key, {UNKNOWN: ""}) for part in parts_on(act.on).asked}
    save_mapping(
        case=case, began_from=versions_of(case).count(), found=found, own_words=told.get("own_words", ""),
        is_with_pupil=not told.get("why_without"), why_without=told.get("why_without", ""), form_id=new_form(),
        **act.signed,
    )  # fmt: skip


def ask_teachers(stage: Stage, act: Act) -> None:
    """Everybody who teaches the pupil, in each group."""
    case = stage.case_of(act)
    ask_input(case=case, teachings=list(teachings_of(case.pupil, act.on)), due_on=act.words["due_on"], form_id=new_form(),
              **act.signed)  # fmt: skip


def teacher_answers(stage: Stage, act: Act) -> None:
    """What one teacher sees in one group."""
    request = InputRequest.objects.select_related("round", "pupil").get(
        pupil=stage.pupil(act.number), teacher=stage.person_of(act.by), group__name=act.words["group"],
        round__closed_at=None,
    )  # fmt: skip
    answer_input(request=request, answers=act.words["answers"], **act.signed)


PLAYS = {
    "open_case": open_case, "wait_case": wait_case, "close_case": close_case, "reopen_case": reopen_case,
    "offer_case": offer_case, "let_in": let_in, "mapping": mapping, "ask_teachers": ask_teachers,
    "teacher_answers": teacher_answers,
}  # fmt: skip
