"""Ages and answers of the table in words."""

from django.utils.translation import gettext as _

from tettpaa.trust.guardians.rules import Band, Says


def band_words() -> dict[Band, str]:
    return {
        Band.UNDER_15: _("Under 15 år"), Band.FIFTEEN: _("15 år"), Band.SIXTEEN: _("16–17 år"),
        Band.ADULT: _("Fra 18 år"),
    }  # fmt: skip


def says_words() -> dict[Says, str]:
    return {Says.YES: _("Ja"), Says.CONSENT: _("Når eleven sier ja"), Says.NO: _("Nei")}
