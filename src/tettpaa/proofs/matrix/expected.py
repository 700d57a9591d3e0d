"""What the answer should be, from expected.toml and plain sentences: nothing of the program's own rules is asked."""

import tomllib
from functools import cache
from importlib.resources import files

from tettpaa.proofs.matrix.axes import Actor, Relation, State, Tied

# What is no school's own follow-up: what its systems know, and what other services keep.
OUTSIDE_FOLLOW_UP = {
    "identity", "enrolment", "contact_address", "guardian_link", "absence_total", "absence", "subject_absence", "grade",
    "subject_grade", "remark", "ppt_note", "health_note", "child_welfare_note", "nav_note", "protection",
}  # fmt: skip
RELATIVES = {"contact_address", "guardian_link"}
# At 16 and 17 a guardian sees sums and grades; from 18 nothing, unless the pupil says so, and nobody here has.
GUARDIAN_AT_16 = {"identity", "enrolment", "absence_total", "grade", "concern", "message"}


@cache
def letters() -> dict[tuple[str, str], str]:
    """(actor, thing) → letters."""
    told = tomllib.loads(files(__package__).joinpath("expected.toml").read_text("utf-8"))
    return {
        (actor, thing): word for actor, row in told.items() for word, things in row.items() for thing in things.split()
    }


def expected(actor: Actor, thing: str, letter: str, relation: Relation, state: State) -> bool:
    """Whether the actor may do it to a pupil of that state, standing to the pupil like that."""
    if actor.is_private:
        return _privately(actor, thing, letter, relation, state)
    if state is State.UNCLOSED and thing not in OUTSIDE_FOLLOW_UP:
        return False
    who = _as(actor, relation)
    return who is not None and letter in letters().get((who, thing), "") and not _is_protected(thing, state)


def _as(actor: Actor, relation: Relation) -> str | None:
    """The part the asker plays towards the pupil; None where it plays none."""
    if actor.tied is Tied.NOTHING:
        return None
    if relation is Relation.CURRENT or (relation is Relation.OTHER_SCHOOL and actor.tied is Tied.OWNER):
        return actor.name
    return {Relation.CASE_MEMBER: "case_member", Relation.OPENED: "emergency_opener"}.get(relation)


def _privately(actor: Actor, thing: str, letter: str, relation: Relation, state: State) -> bool:
    """A pupil sees itself while it goes to the school; a guardian a child under 18, as far as the age lets."""
    if relation is not Relation.CURRENT or letter not in letters().get((actor.name, thing), ""):
        return False
    if actor.tied is Tied.ONESELF:
        return True
    return thing in GUARDIAN_AT_16 and state is not State.ADULT and not _is_protected(thing, state)


def _is_protected(thing: str, state: State) -> bool:
    if state is State.STRICT:
        return True
    hidden = {State.CONFIDENTIAL: RELATIVES, State.CLIENT: {"contact_address"}}
    return thing in hidden.get(state, set())
