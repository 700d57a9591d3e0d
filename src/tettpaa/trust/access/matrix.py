"""The matrix: who may do what with which kind of object about a pupil. One page, and nothing else decides.

A row is a thing, in the zone whose secrecy it is under. A cell says with letters what a role may do with it,
as far as the role reaches (`roles.py`), while a tie is live, and never past the blocks (`rules.py`):

    f find or list   r read   c create   h change   v void (withdraw as wrongly entered)   s share   x export or print

An empty cell is no. Page permissions (`permissions.py`), the sets (`queries.py`), row-level security on PostgreSQL
and `docs/reference/permissions.md` are made from this table; `./dev prove matrix` holds it against a table of its own.
Source: docs/explanation/trust.md; § 25-1 opplæringslova; forvaltningsloven §§ 13–13 b.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tettpaa.trust.access.roles import Role
from tettpaa.trust.access.zones import Zone


class Action(StrEnum):
    """The letters of the matrix."""

    FIND = "f"
    READ = "r"
    CREATE = "c"
    CHANGE = "h"
    VOID = "v"
    SHARE = "s"
    EXPORT = "x"


@dataclass(frozen=True)
class Thing:
    """One kind of object about a pupil, with the letters of each role."""

    name: str
    zone: Zone
    words: str
    cells: Mapping[Role, str]

    def allows(self, role: Role, action: Action) -> bool:
        return action in self.cells.get(role, "")


# Columns, in the order the reason is chosen when several ties permit: the nearest to the pupil first.
_COLUMNS = {
    "kl": Role.CONTACT_TEACHER, "fl": Role.SUBJECT_TEACHER, "rå": Role.COUNSELLOR, "le": Role.LEADER,
    "sak": Role.CASE_MEMBER, "vik": Role.SUBSTITUTE, "ppt": Role.PPT_ADVISER, "hs": Role.NURSE,
    "ot": Role.OT_ADVISER, "nav": Role.NAV_ADVISER, "bv": Role.CHILD_WELFARE_CONTACT, "elev": Role.PUPIL,
    "for": Role.GUARDIAN, "mott": Role.RECEIVER, "nød": Role.EMERGENCY_OPENER, "vokt": Role.CUSTODIAN,
    "pvo": Role.PRIVACY_OFFICER,
}  # fmt: skip


def _thing(name: str, zone: Zone, words: str, **letters: str) -> Thing:
    """Cells in the columns' order, whatever order they are written in."""
    if unknown := set(letters) - set(_COLUMNS):
        raise LookupError(f"{name}: no column is called {sorted(unknown)}")
    return Thing(name, zone, words, {role: letters[short] for short, role in _COLUMNS.items() if short in letters})


_Z = Zone
THINGS = (
    # Everyday: what staff meet the pupil with.
    _thing("identity", _Z.EVERYDAY, "Navn, klasse og kontaktlærer", kl="frx", fl="fr", rå="frx", le="frx", sak="fr",
           vik="fr", ppt="fr", hs="fr", ot="fr", nav="fr", bv="fr", elev="r", mott="fr", nød="fr", vokt="fr",
           pvo="fr", **{"for": "r"}),
    _thing("enrolment", _Z.EVERYDAY, "Skole, program, trinn og grupper", kl="frx", fl="fr", rå="frx", le="frx",
           sak="fr", ppt="fr", ot="fr", elev="r", mott="r", nød="r", **{"for": "r"}),
    _thing("contact_address", _Z.EVERYDAY, "Adresse, telefon og e-post", kl="r", rå="r", le="r", elev="r", nød="r"),
    _thing("guardian_link", _Z.EVERYDAY, "Hvem som er foresatt", kl="fr", rå="fr", le="fr", elev="r", nød="r"),
    _thing("absence_total", _Z.EVERYDAY, "Sum av fravær, og varsel om grensen", kl="frx", rå="frx", le="frx",
           sak="fr", elev="rx", mott="r", nød="r", **{"for": "r"}),
    _thing("absence", _Z.EVERYDAY, "Alt fravær: dager, timer, grunn og dokumentasjon, alle fag", kl="frx", rå="frx",
           le="frx", sak="fr", elev="rx", mott="r", nød="r", **{"for": "r"}),
    _thing("subject_absence", _Z.EVERYDAY, "Fravær i ett fag mot grensen i § 9-8", kl="frx", fl="frx", rå="frx",
           le="frx", sak="fr", elev="rx", mott="r", nød="r", **{"for": "r"}),
    _thing("grade", _Z.EVERYDAY, "Karakterer i alle fag, orden og atferd", kl="frx", rå="frx", le="frx", sak="fr",
           elev="rx", mott="r", nød="r", **{"for": "r"}),
    _thing("subject_grade", _Z.EVERYDAY, "Karakteren i ett fag", kl="frx", fl="fr", rå="frx", le="frx", sak="fr",
           elev="rx", mott="r", nød="r", **{"for": "r"}),
    _thing("remark", _Z.EVERYDAY, "Anmerkninger", kl="fr", rå="fr", le="fr", elev="r", nød="r", **{"for": "r"}),
    # School follow-up: what is done about it.
    _thing("flag", _Z.SCHOOL, "Flagg med grunn og historie", kl="fr", rå="frx", le="frx", sak="fr", elev="r", mott="r",
           nød="r"),
    _thing("contact", _Z.SCHOOL, "Hvem som har snakket med eleven, og elevens linje", kl="frcv", rå="frcv", le="frcv",
           sak="fr", elev="r", mott="r", nød="r"),
    _thing("explanation", _Z.SCHOOL, "Spørsmål om stort fravær, og svaret", kl="frhv", rå="fr", le="frcv"),
    _thing("concern", _Z.SCHOOL, "Bekymring meldt av noen", kl="frch", fl="c", rå="frch", le="frch", sak="fr",
           vik="c", hs="c", elev="c", nød="r", **{"for": "c"}),
    _thing("case", _Z.SCHOOL, "At det finnes en oppfølgingssak, og hvem som har den", kl="frc", rå="frchv", le="frchv",
           sak="frh", ppt="fr", ot="fr", elev="r", mott="r", nød="fr"),
    _thing("note", _Z.SCHOOL, "Notat i saken", kl="frcv", rå="frcv", le="frcv", sak="frcv", mott="r", nød="r"),
    _thing("plan", _Z.SCHOOL, "Plan: problem, mål, tiltak, når, hvem, evaluering", kl="frchvx", rå="frchvsx",
           le="frchvsx", sak="frch", ppt="r", elev="rcx", mott="r", nød="r", **{"for": "rx"}),
    _thing("measure", _Z.SCHOOL, "Tiltak", kl="frchv", rå="frchvs", le="frchvs", sak="frch", ppt="r", ot="r",
           nav="r", elev="r", mott="r", nød="r", **{"for": "r"}),
    _thing("talk", _Z.SCHOOL, "Samtale og referat", kl="frchvx", rå="frchvsx", le="frchvsx", sak="frcv", elev="rcx",
           mott="r", nød="r"),
    _thing("mapping", _Z.SCHOOL, "Kartlegging: hva som står bak, og faglærernes innspill", kl="frchv", rå="frchvs",
           le="frchvs", sak="frch", elev="r", mott="r", nød="r"),
    _thing("meeting", _Z.SCHOOL, "Møte om eleven: innkalling, saksliste og referat", kl="frchv", rå="frchvsx",
           le="frchvsx", sak="frch", ppt="r", hs="r", ot="r", nav="r", elev="r", mott="r", nød="r", **{"for": "r"}),
    _thing("task", _Z.SCHOOL, "Oppgave om eleven", kl="frch", fl="frh", rå="frch", le="frch", sak="frch", ppt="frh",
           ot="frh", nav="frh", elev="rh"),
    _thing("document", _Z.SCHOOL, "Dokument i saken", kl="frcvx", rå="frcvsx", le="frcvsx", sak="frc", ppt="r",
           elev="rx", mott="r", nød="r"),
    _thing("message", _Z.SCHOOL, "Brev og melding til elev og hjem", kl="frcx", rå="frcx", le="frcx", elev="rx",
           **{"for": "r"}),
    # The one letter a subject teacher gives: in the own subject, and no sight of any other.
    _thing("subject_notice", _Z.SCHOOL, "Varsel etter § 9-7 i eget fag", fl="frc"),
    _thing("referral", _Z.SCHOOL, "Henvisning til PP-tjenesten, og sakkyndig vurdering", kl="fr", rå="frchv", le="frchv",
           sak="frch", ppt="frh", elev="r", mott="r", nød="r", **{"for": "r"}),
    # Closed zones: nobody else learns that they hold anything.
    _thing("ppt_note", _Z.PPT, "PP-tjenestens notat og vurdering", ppt="frchvsx", elev="r"),
    _thing("health_note", _Z.HEALTH, "Helsetjenestens tynne notat", hs="frchvs"),
    _thing("child_welfare_note", _Z.CHILD_WELFARE, "Melding til barnevernet, og at den finnes", bv="frcv"),
    _thing("nav_note", _Z.NAV, "NAVs og OTs notat: avtalt aktivitet og dager", ot="frchvs", nav="frchvs", elev="r"),
    _thing("protection", _Z.ADDRESS, "Adressebeskyttelse, og at den finnes", vokt="frch"),
    # What holds trust together.
    _thing("consent", _Z.SCHOOL, "Samtykke: bedt om, gitt, nektet, trukket", kl="frc", rå="frchv", le="frchv",
           sak="fr", ppt="frc", hs="frc", ot="frc", elev="rch", **{"for": "rch"}),
    _thing("share", _Z.SCHOOL, "Deling: hvem har fått se hva, og hvorfor", kl="fr", rå="frcv", le="frcv", elev="r",
           ppt="frc", hs="frc", ot="frc", nav="frc", **{"for": "r"}),
    _thing("access_log", _Z.SCHOOL, "Hvem som har sett hva om eleven", elev="rx", pvo="frx", **{"for": "r"}),
    _thing("opening", _Z.SCHOOL, "Nødåpning: hvem, når og hvorfor", le="frh", elev="r", pvo="frh"),
)  # fmt: skip

THING: Mapping[str, Thing] = {thing.name: thing for thing in THINGS}


def thing_named(name: str) -> Thing:
    """The row called `name`; an unknown name stops the start of the server, not a user."""
    if name not in THING:
        raise LookupError(f"no thing is called {name!r}; matrix.py lists them")
    return THING[name]
