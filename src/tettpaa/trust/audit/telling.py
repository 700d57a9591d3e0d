"""What verification found, in words. A row is told by its number, never by what it says."""

from django.utils.translation import gettext as _

from tettpaa.kit.text import marked
from tettpaa.trust.audit.chain.verify import Fault

CHAIN_WORDS = {"event": marked("hendelser"), "access": marked("oppslag")}

WORDS = {
    "wall_missing": marked("Databasens sperre %(chain)s mangler eller er slått av."),
    "changed": marked("Loggen over %(chain)s: rad %(rows)s er endret etter at den ble skrevet."),
    "missing": marked("Loggen over %(chain)s: rad %(rows)s mangler."),
    "inserted": marked("Loggen over %(chain)s: rad %(rows)s er satt inn utenom programmet."),
    "head_changed": marked("Loggen over %(chain)s: merket for siste rad (%(rows)s) er endret."),
    "tombstone_forged": marked("Loggen over %(chain)s: gravsteinen for rad %(rows)s er ikke skrevet av programmet."),
    "gone": marked("Kopien har rad %(rows)s over %(chain)s, men loggen har den ikke lenger."),
    "differs": marked("Rad %(rows)s over %(chain)s er ikke den samme i loggen og i kopien."),
    "copy_missing": marked("Kopien mangler rad %(rows)s over %(chain)s."),
    "copy_changed": marked("Kopiens rad %(rows)s over %(chain)s er endret etter at den ble skrevet."),
}


def sentence(fault: Fault) -> str:
    """'Loggen over oppslag: rad 4–5 mangler.'"""
    rows = str(fault.first) if fault.first == fault.last else f"{fault.first}–{fault.last}"
    chain = _(CHAIN_WORDS[fault.chain]) if fault.chain in CHAIN_WORDS else fault.chain
    return _(WORDS[fault.code]) % {"chain": chain, "rows": rows}
