"""That numbers are rounded, in words: the same on every page, in every file and on paper."""

from django.utils.translation import gettext as _

from tettpaa.trust.disclosure.rules import AS_COUNTED


def nearest_words(rounded_to: int) -> str:
    """'Nærmeste 5', or that nothing is rounded."""
    if rounded_to == AS_COUNTED:
        return _("Som talt, uten avrunding")
    return _("Nærmeste %(to)d") % {"to": rounded_to}


def rounding_words(rounded_to: int) -> str:
    """What somebody who reads rounded numbers must know; nothing where they are as counted."""
    if rounded_to == AS_COUNTED:
        return ""
    return _("Antallene er avrundet til nærmeste %(to)d, og andelene er regnet av de avrundede antallene.") % {
        "to": rounded_to
    }
