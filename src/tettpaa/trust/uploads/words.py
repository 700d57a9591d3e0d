"""Why a file is not taken in, in the reader's words: what to do instead."""

from django.utils.translation import gettext as _

from tettpaa.trust.uploads.limits import Limits


def fault_words(fault: str, limits: Limits) -> str:
    return {
        "empty": _("Filen er tom."),
        "too_large": _("Filen er for stor: høyst %(most)d MB.") % {"most": limits.document_bytes // 1_000_000},
        "too_large_inside": _("Filen er for stor når den pakkes ut."),
        "sort_unknown": _("Filen er ikke av en type vi tar imot. Bruk PDF, Word (docx), PNG, JPEG eller ren tekst."),
        "broken": _(
            "Filen er ødelagt eller laget på en måte vi ikke kan kontrollere. Lagre den på nytt, og prøv igjen."
        ),
        "locked": _("Filen er låst med passord. Lagre den uten passord, og prøv igjen."),
        "active": _(
            "Filen har makroer, vedlegg eller noe som hentes utenfra. Lagre den som en vanlig PDF, og prøv igjen."
        ),
        "maker_inside": _(
            "PDF-en har navnet på den som laget den, og det kan ikke tas ut. Velg «Skriv ut til PDF», og prøv igjen."
        ),
        "malware": _("Filen er stanset av viruskontrollen."),
        "scanner_away": _("Viruskontrollen svarer ikke, så ingen filer tas imot nå. Prøv igjen senere."),
    }[fault]
