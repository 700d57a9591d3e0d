"""A talk about absence as contact teacher A writes it."""

import uuid
from collections.abc import Callable

import pytest

from tests.cast import TODAY
from tettpaa.assess.talks.holding import record_talk
from tettpaa.assess.talks.models import Talk
from tettpaa.assess.talks.talk_queries import form_for
from tettpaa.assess.talks.talk_rules import Told
from tettpaa.kit import clock


@pytest.fixture
def talked(cast) -> Callable[..., Talk]:
    """`talked("a1", said="…", kind="half_year", on=…)`: one talk, held with the pupil today unless told otherwise."""

    def written(pupil: str = "a1", said: str = "Sover dårlig", **changed) -> Talk:
        given = {"kind": "absence", "on": TODAY, "channel": "in_person", "is_held": True, "was_reached": True}
        contact, by = changed.pop("contact", None), changed.pop("by", "contact_a")
        form_id = changed.pop("form_id", None) or uuid.uuid4()
        told = Told(**given | changed)
        form = form_for(cast.owner, told.kind, told.on) if told.is_held else None
        answers = {form.own_words.key: said} if form else {}
        return record_talk(
            pupil=cast.pupils[pupil], told=told, form=form, answers=answers, contact=contact, form_id=form_id, by=by,
            at=clock.now(),
        )  # fmt: skip

    return written
