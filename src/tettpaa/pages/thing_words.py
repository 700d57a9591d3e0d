"""What can be seen of a pupil, in words short enough for a checkbox and a sentence."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tettpaa.trust.access.matrix import THING


def thing_words() -> dict[str, str]:
    """Thing of the matrix → its short words, in the order they are offered. What is not here has the matrix's own."""
    return {
        "identity": _("Navn og klasse"),
        "enrolment": _("Skole, program og trinn"),
        "absence_total": _("Sum av fravær, og varsel om grensen"),
        "absence": _("Alt fravær, dag for dag og time for time"),
        "subject_absence": _("Fravær i hvert fag"),
        "grade": _("Termin- og sluttkarakterer"),
        "subject_grade": _("Karakterer underveis i fagene"),
        "remark": _("Anmerkninger"),
        "concern": _("Å melde en bekymring"),
        "plan": _("Planen"),
        "measure": _("Tiltakene"),
        "meeting": _("Møtene: saksliste og referat"),
        "talk": _("Samtaler og referater"),
        "mapping": _("Kartleggingen"),
        "document": _("Dokumentene i saken"),
        "referral": _("Henvisningen til PPT"),
        "message": _("Brev og meldinger"),
        "consent": _("Samtykkene"),
        "share": _("Hvem skolen har delt noe med"),
        "access_log": _("Loggen over hvem som har sett eleven"),
    }


def word_of(thing: str) -> str:
    """The words of one thing."""
    return thing_words().get(thing) or THING[thing].words


def words_of_things(things: Iterable[str]) -> list[str]:
    """Their words, in the order they are offered."""
    words = thing_words()
    order = list(words)
    known = sorted(things, key=lambda thing: order.index(thing) if thing in words else len(order))
    return [words.get(thing) or THING[thing].words for thing in known]


def choices_of(things: Iterable[str]) -> list[tuple[str, str]]:
    """(thing, words) for a form."""
    asked = set(things)
    return [(thing, words) for thing, words in thing_words().items() if thing in asked]
