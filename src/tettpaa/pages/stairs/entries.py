"""What has happened on the stairs, for a chronology."""

from django.utils.translation import gettext as _

from tettpaa.follow_up.stairs.models import StepTaken
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.follow_up.stairs.words import in_language, role_words


def entries_of(pupil: int) -> list[dict]:
    """What has happened on the stairs, newest first. One read."""
    steps = StepTaken.objects.filter(pupil=pupil).order_by("-began_on", "-pk")
    return [
        {"on": step.began_on, "title": _entry_title(step), "text": in_language(shipped_stairs()[step.stairs].words)}
        for step in steps
    ]


def _entry_title(step: StepTaken) -> str:
    if step.kind == StepTaken.Kind.TOLD:
        return _("Trappa: sagt fra om at neste trinn er nær")
    return _("Trappa: %(who)s tok over") % {"who": role_words(step.who)}
