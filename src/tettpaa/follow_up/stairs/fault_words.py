"""What is wrong with stairs, in the reader's words: which step, what, and how it is mended."""

from django.utils.translation import gettext as _

from tettpaa.follow_up.stairs.validity import Fault


def fault_words(fault: Fault) -> str:
    """'Trinn 2: …' where it is a step's."""
    told = _of_a_step(fault.what) if fault.step is not None else _of_the_whole(fault.what)
    return (
        _("Trinn %(number)d: %(what)s") % {"number": fault.step + 1, "what": told} if fault.step is not None else told
    )


def _of_the_whole(what: str) -> str:
    return {
        "too_many": _("Trappa har for mange trinn. Den kan ha åtte: ta bort noen."),
        "too_long": _("En tekst er for lang. Skriv den kortere."),
        "no_name": _("Trappa mangler navn. Skriv hva den heter på bokmål."),
        "no_source": _(
            "Det står ikke hvor trappa kommer fra. Skriv hvem som har vedtatt den, eller hva den bygger på."
        ),
        "too_few": _("Trappa har for få trinn, så ingen tar over. Legg til minst ett trinn til."),
        "no_end": _("Ingenting tar eleven av trappa. Velg minst én ting som gjør det."),
    }[what]


def _of_a_step(what: str) -> str:
    return {
        "too_long": _("teksten er for lang. Skriv den kortere."),
        "no_words": _("det står ikke hva som skal gjøres. Skriv det på bokmål."),
        "no_owner": _("ingen har trinnet. Velg hvem."),
        "last_without_owner": _(
            "ingen har det siste trinnet, så eleven blir borte der. Velg hvem som har det, ofte lederen."
        ),
        "same_as_before": _(
            "samme rolle som på trinnet før, så ingen ny tar over. Velg en annen, eller ta bort ett av trinnene."
        ),
        "told_unknown": _("en som skal få beskjed, finnes ikke på denne trappa. Velg på nytt."),
        "no_deadline": _("fristen mangler. Skriv 1 til 60 skoledager."),
        "not_told": _("ingen får beskjed før neste tar over. Skriv minst 1 skoledag."),
        "told_too_early": _(
            "beskjeden kommer like tidlig som trinnet begynner, eller før. Skriv færre dager for beskjeden, eller lengre frist."
        ),
        "no_week": _("uka finnes ikke. Skriv et tall fra 1 til 53, eller ingenting."),
        "no_attempts_at_plans": _(
            "en trapp for planer teller ikke forsøk på å nå eleven, så ingen kunne gått videre. Ta bort forsøkene."
        ),
        "last_asks": _(
            "etter siste trinn tar ingen over, så forsøk kan ikke kreves der. Ta dem bort, eller legg til et trinn."
        ),
        "too_many_attempts": _("skriv 0 til 10 forsøk."),
        "unknown_way": _("en av måtene finnes ikke. Velg på nytt."),
        "more_ways_than_attempts": _("flere måter enn forsøk. Skriv flere forsøk, eller færre måter."),
        "too_many_ways": _("så mange måter finnes ikke. Skriv et lavere tall."),
    }[what]
