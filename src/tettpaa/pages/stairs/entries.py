"""What has happened on the stairs, for a chronology."""

from django.utils.translation import gettext as _

from tettpaa.follow_up.stairs.models import StepTaken
from tettpaa.follow_up.stairs.own import names_of_stairs
from tettpaa.follow_up.stairs.words import in_language, role_words


def entries_of(pupil: int) -> list[dict]:
    """What has happened on the stairs, newest first. One read, and one more where some are an owner's own."""
    steps = list(StepTaken.objects.filter(pupil=pupil).order_by("-began_on", "-pk"))
    names = names_of_stairs({step.stairs for step in steps})
    return [
        {"on": step.began_on, "title": _entry_title(step), "text": in_language(names[step.stairs])} for step in steps
    ]


def _entry_title(step: StepTaken) -> str:
    if step.kind == StepTaken.Kind.TOLD:
        return _("Trappa: sagt fra om at neste trinn er nær")
    return _("Trappa: %(who)s tok over") % {"who": role_words(step.who)}
