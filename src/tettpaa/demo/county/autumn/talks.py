"""Talks, contacts, receipts, questions about absence, and concerns."""

from tettpaa.assess.concerns.actions import answer_concern, tell_concern
from tettpaa.assess.concerns.models import Concern
from tettpaa.assess.talks.actions import answer_explanation, ask_explanation, record_contact
from tettpaa.assess.talks.holding import give_receipt, record_talk
from tettpaa.assess.talks.models import ExplanationRequest, Talk
from tettpaa.assess.talks.rhythms import agree_rhythm
from tettpaa.assess.talks.talk_queries import form_for
from tettpaa.assess.talks.talk_rules import Told
from tettpaa.demo.county.autumn.stage import Act, Stage, new_form
from tettpaa.schools.people.queries import contact_teachers_of
from tettpaa.schools.places.school_year import first_day, school_year_of


def talk(stage: Stage, act: Act) -> None:
    """A talk that was held, in the form of its kind."""
    words = dict(act.words)
    kind, answers = words.pop("kind"), words.pop("answers")
    told = Told(kind, act.on, words.pop("channel", "in_person"), is_held=True, was_reached=True, **words)
    record_talk(pupil=stage.pupil(act.number), told=told, form=form_for(stage.owner, kind, act.on), answers=answers,
                form_id=new_form(), **act.signed)  # fmt: skip


def talk_not_held(stage: Stage, act: Act) -> None:
    """An agreed talk that came to nothing, and why; the pupil herself said so."""
    told = Told(act.words["kind"], act.on, "in_person", is_held=False, was_reached=True,
                not_held_why=act.words["why"], not_held_line=act.words["line"])  # fmt: skip
    record_talk(pupil=stage.pupil(act.number), told=told, form_id=new_form(), **act.signed)


def contact(stage: Stage, act: Act) -> None:
    """A line, or a try that reached nobody."""
    record_contact(pupil=stage.pupil(act.number), on=act.on, **act.words, **act.signed)


def receipt(stage: Stage, act: Act) -> None:
    """The pupil has read the newest talk, or disagrees."""
    newest = Talk.objects.filter(pupil=stage.pupil(act.number)).latest("on")
    give_receipt(talk=newest, form_id=new_form(), **act.words, **act.signed)


def rhythm(stage: Stage, act: Act) -> None:
    """How often one speaks from now on."""
    agree_rhythm(pupil=stage.pupil(act.number), begins_on=act.on, form_id=new_form(), **act.words, **act.signed)


def ask(stage: Stage, act: Act) -> None:
    """A leader asks. Everything the pupil was away before the question was undocumented."""
    pupil, minutes = stage.pupil(act.number), act.words["minutes"]
    (teacher,) = contact_teachers_of([pupil.key], act.on)[pupil.key]
    facts = {"days": act.words["days"], "minutes": minutes, "undocumented_minutes": minutes,
             "from": first_day(school_year_of(act.on)).isoformat(), "to": act.on.isoformat()}  # fmt: skip
    ask_explanation(pupil=pupil, contact_teacher=teacher, facts=facts, due_on=act.words["due_on"], **act.signed)


def answer(stage: Stage, act: Act) -> None:
    """The contact teacher answers the question that is open."""
    asked = ExplanationRequest.objects.get(pupil=stage.pupil(act.number), answered_at=None)
    answer_explanation(asked=asked, **act.words, **act.signed)


def concern(stage: Stage, act: Act) -> None:
    tell_concern(pupil=stage.pupil(act.number), form_id=new_form(), **act.words, **act.signed)


def concern_answer(stage: Stage, act: Act) -> None:
    told = Concern.objects.get(pupil=stage.pupil(act.number), answered_at=None)
    answer_concern(concern=told, **act.words, **act.signed)


PLAYS = {
    "talk": talk, "talk_not_held": talk_not_held, "contact": contact, "receipt": receipt, "rhythm": rhythm, "ask": ask,
    "answer": answer, "concern": concern, "concern_answer": concern_answer,
}  # fmt: skip
