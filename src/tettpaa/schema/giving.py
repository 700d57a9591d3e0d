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
    Table("course.CourseRequirement", "decisions", "Skoleeiers krav om personvernkurs",
          "Owners' requirements of the privacy course", (
        _ID, _OWNER,
        _c("is_required", "bool", "Om kurset kreves", "Whether the course is required"),
        _c("covers_emergency", "bool", "Om det kreves også for nødåpning", "Whether it is required for emergency openings too"),
        _c("valid_from", "date", "Fra og med", "From, inclusive"),
        _c("reason", "text", "Begrunnelse", "Reason", "ordinary"),
        _c("set_by", "text", "Valgt av", "Set by", "name"), _c("set_at", "instant", "Valgt når", "Set at"),
    ), ("id",), "Varig: en del av skoleeiers egne regler"),
    Table("course.CourseCompletion", "decisions", "Gjennomførte personvernkurs", "Completed privacy courses", (
        _ID, _USER, _c("number", "int", "Versjonen av kurset", "The version of the course"),
        _c("completed_at", "instant", "Gjennomført når", "Completed at"),
        _c("valid_to", "date", "Gjelder til og med", "Valid to, inclusive"),
    ), ("id",), "Fem år etter at det gikk ut (dokumentasjon av opplæring, personvernforordningen art. 5 nr. 2)"),
    Table("documents.Document", "decisions", "Dokumenter om elever", "Documents about pupils", (
        _c("id", "text", "Dokumentets id, som ikke sier noe", "The document's id, which tells nothing"), _PUPIL,
        _c("title", "text", "Hva dokumentet kalles", "What the document is called", "sensitive"),
        _c("sort", "text", "Filtype, etter innholdet", "Sort of file, by its content"),
        _c("size", "int", "Størrelse i byte", "Size in bytes"),
        _c("digest", "text", "Avtrykk av innholdet (SHA-256)", "Hash of the content (SHA-256)"),
        _c("added_by", "text", "Lagt til av", "Added by", "name"),
        _c("added_at", "instant", "Lagt til når", "Added at"),
        _c("voided_by", "text", "Tatt bort av", "Voided by", "name"),
        _c("voided_at", "instant", "Tatt bort når; da er innholdet slettet", "Voided at; the content is then deleted"),
        _c("void_reason", "text", "Hvorfor det ble tatt bort", "Why it was voided", "sensitive"),
    ), ("id",), "Fem år etter at personen sluttet, så til arkivet (skoleeiers arkivplan)"),
)  # fmt: skip
