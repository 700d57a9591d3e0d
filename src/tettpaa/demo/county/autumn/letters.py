"""Letters, and what PPT is asked: first without a name, then with consent."""

from tettpaa.demo.county.autumn.stage import Act, Stage, new_form
from tettpaa.follow_up.letters.actions import receive_letter, send_letter, write_letter
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.queries import draft_of
from tettpaa.follow_up.letters.rules import Wish
from tettpaa.follow_up.referrals import actions, consults
from tettpaa.follow_up.referrals.models import Consult, Referral
from tettpaa.schools.people.queries import live_enrolments


def letter(stage: Stage, act: Act) -> None:
    """Written, and waiting to be sent."""
    told, pupil = act.words, stage.pupil(act.number)
    meets_at = act.moment("meets_at") if "meets_at" in told else None
    wish = Wish(told["kind"], told.get("subject", ""), told.get("period", ""), tuple(told.get("grounds", ())), meets_at)
    write_letter(
        pupil=pupil, school=live_enrolments(act.on).get(pupil=pupil).school, case=None, wish=wish, line=told["line"],
        place=told.get("place", ""), form_id=new_form(), **act.signed,
    )  # fmt: skip


def letter_sent(stage: Stage, act: Act) -> None:
    """The pupil's newest letter leaves, and it is true. LookupError where it would be stopped."""
    written = _letter(stage, act)
    if not send_letter(letter=written, choices={}, seen=draft_of(written, act.at).seen, **act.signed):
        raise LookupError(f"the letter to pupil {act.number} was not true on {act.on}")


def letter_received(stage: Stage, act: Act) -> None:
    """Handed over to the pupil."""
    delivery = _letter(stage, act).deliveries.get(to=stage.pupil(act.number))
    receive_letter(delivery=delivery, on=act.on, **act.signed)


def consult(stage: Stage, act: Act) -> None:
    consults.ask_consult(school=stage.schools[act.words["school"]], question=act.words["question"], form_id=new_form(),
                         **act.signed)  # fmt: skip


def consult_answer(_stage: Stage, act: Act) -> None:
    """To the question of one's own that waits."""
    asked = Consult.objects.get(asked_by=act.by, answered_at=None)
    consults.answer_consult(consult=asked, on=act.on, **act.words, **act.signed)


def referral(stage: Stage, act: Act) -> None:
    actions.draft_referral(case=stage.case_of(act), form_id=new_form(), **act.words, **act.signed)


def referral_sent(stage: Stage, act: Act) -> None:
    actions.send_referral(referral=_referral(stage, act), on=act.on, **act.signed)


def referral_received(stage: Stage, act: Act) -> None:
    """PPT has it, the school writes."""
    actions.receive_referral(referral=_referral(stage, act), on=act.on, **act.signed)


def _letter(stage: Stage, act: Act) -> Letter:
    return (
        Letter.objects.filter(pupil=stage.pupil(act.number))
        .select_related("pupil__owner", "school")
        .latest("written_at")
    )


def _referral(stage: Stage, act: Act) -> Referral:
    return Referral.objects.get(pupil=stage.pupil(act.number))


PLAYS = {
    "letter": letter, "letter_sent": letter_sent, "letter_received": letter_received, "consult": consult,
    "consult_answer": consult_answer, "referral": referral, "referral_sent": referral_sent,
    "referral_received": referral_received,
}  # fmt: skip
