"""Letters in a pupil's chronology."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.queries import letters_about, standing_of
from tettpaa.kit.clock import OSLO


def entries_of(pupil: int) -> list[dict]:
    """Each letter on the day it left, or was written, for a reader who may. One read."""
    return [_entry(letter) for letter in letters_about([pupil])]


def _entry(letter: Letter) -> dict:
    state = standing_of(letter).state
    wrong = {"text": "", "why": letter.voided_why, "is_withdrawn": True} if letter.voided_at else {}
    return {
        "on": (letter.sent_at or letter.written_at).astimezone(OSLO).date(),
        "title": _("Brev: %(kind)s") % {"kind": letter.get_kind_display().lower()},
        "text": letter.line,
        "word": _(state.word),
        "look": state.look,
        "url": reverse("letter", kwargs={"letter_id": letter.pk}),
        **wrong,
    }
