"""What leaves the site in files, and what is asked of those who read here. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type

_RECALLED = "To år etter at filen ble laget: så langt tilbake ser tilbakekallingslisten"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_OWNER = _c("owner_id", "int", "Skoleeieren", "The owner")
_PUPIL = _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary")
_USER = _c("user_id", "int", "Brukeren", "The user", "name")

GIVING = (
    Table("exports.Export", "decisions", "Uttrekk: filer med opplysninger om elever", "Exports: files about pupils", (
        _c("id", "text", "Uttrekkets id, også i filen", "The export's id, in the file too"), _USER, _OWNER,
        _c("kind", "text", "Hva som tas ut", "What is taken out"),
        _c("place", "int", "Gruppen eller skolen, som nøkkel", "The group or school, as a key"),
        _c("about", "text", "Hva gruppen eller skolen het", "What the group or school was called"),
        _c("file_format", "text", "CSV eller Excel", "CSV or Excel"),
        _c("purpose", "text", "Hva filen skal brukes til", "What the file is for", "sensitive"),
        _c("pupils", "int", "Antall elever i filen", "Number of pupils in the file"),
        _c("state", "text", "Hvor det står", "Where it stands"),
        _c("ordered_at", "instant", "Bestilt når", "Ordered at"),
        _c("decided_by", "text", "Besvart av (en annen)", "Answered by (another)", "name"),
        _c("decided_at", "instant", "Besvart når", "Answered at"),
        _c("refusal", "text", "Hvorfor det ikke ble godkjent", "Why it was not approved", "sensitive"),
        _c("made_at", "instant", "Filen laget når", "File made at"),
        _c("expires_at", "instant", "Filen slettes når", "File deleted at"),
        _c("fetched_at", "instant", "Sist hentet", "Last fetched"),
        _c("times_fetched", "int", "Ganger hentet", "Times fetched"),
    ), ("id",), _RECALLED),
    Table("exports.ExportedPupil", "decisions", "Hvem som er i et uttrekk", "Who is in an export", (
        _ID, _c("export_id", "text", "Uttrekket", "The export"), _PUPIL,
    ), ("export_id", "pupil_id"), _RECALLED),
)  # fmt: skip
