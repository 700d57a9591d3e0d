"""Stairs, and the way to PPT: who was told when, and what PPT was asked. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type

_FIVE_YEARS = "Fem år etter at personen sluttet, så til arkivet (skoleeiers arkivplan)"
_LASTING = "Varig: en del av skoleeiers egne regler"
_CONSULTS = "Fem år etter at den ble stilt: den navngir ingen, og viser at PPT ble spurt"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_OPAQUE = _c("id", "text", "Tilfeldig id", "Random id")
_PUPIL = _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary")
_FORM = _c("form_id", "text", "Skjemaet den ble skrevet i", "The form it was written in")

STAIRS_REFERRALS = (
    Table("stairs.OwnStairs", "decisions", "Egne trapper", "An owner's own stairs", (
        _ID, _c("owner_id", "int", "Skoleeier", "Owner"),
        _c("begun_from", "text", "Trappa den begynte som", "The stairs they were begun from"), _FORM,
        _c("begun_at", "instant", "Begynt når", "Begun at"), _c("begun_by", "text", "Begynt av", "Begun by", "name"),
    ), ("id",), _LASTING),
    Table("stairs.StairsVersion", "decisions", "Versjoner av egne trapper", "Versions of an owner's own stairs", (
        _ID, _c("stairs_id", "int", "Trappa", "The stairs"), _c("number", "int", "Versjonens nummer", "The version's number"),
        _c("told", "json", "Navn, kilde, trinn, frister og hva som må være prøvd",
           "Name, source, steps, deadlines and what must have been tried"), _FORM,
        _c("saved_at", "instant", "Lagret når", "Saved at"), _c("saved_by", "text", "Lagret av", "Saved by", "name"),
    ), ("id",), _LASTING),
    Table("stairs.StairChoice", "decisions", "Valg av trapper", "Choices of stairs", (
        _ID, _c("owner_id", "int", "Skoleeier", "Owner"),
        _c("school_id", "int", "Skole; tomt: hele skoleeieren", "School; empty: the whole owner"),
        _c("stairs", "text", "Trappa", "The stairs"),
        _c("version_id", "int", "Versjonen, der skoleeier har skrevet trappa selv", "The version, of stairs the owner wrote"),
        _c("is_on", "bool", "Om den gjelder", "Whether they hold"),
        _c("days", "json", "Skoledager på hvert trinn", "School days on each stair"),
        _c("valid_from", "date", "Gjelder fra og med", "Valid from, inclusive"),
        _c("trial", "text", "Om skolen prøver trappa, eller er ferdig med det",
           "Whether the school tries the stairs, or is done with that"),
        _c("look_again_on", "date", "Dagen prøven ses på igjen", "The day the trial is looked at again"),
        _c("reason", "text", "Begrunnelse", "Reason"),
        _c("chosen_at", "instant", "Valgt når", "Chosen at"), _c("chosen_by", "text", "Valgt av", "Chosen by", "name"),
    ), ("id",), _LASTING),
    Table("stairs.StepTaken", "decisions", "Trinn på trappa", "Steps taken on stairs", (
        _ID, _PUPIL, _c("school_id", "int", "Skolen", "The school"), _c("stairs", "text", "Trappa", "The stairs", "ordinary"),
        _c("since", "date", "På trappa siden", "On the stairs since", "ordinary"),
        _c("step", "int", "Trinnet; 0 er det første", "The stair; 0 is the first", "ordinary"),
        _c("kind", "text", "Sagt fra, eller kommet til", "Told, or came", "ordinary"),
        _c("began_on", "date", "Dagen", "The day", "ordinary"),
        _c("who", "text", "Rollen som har trinnet", "The role that has the stair"),
        _c("told", "json", "Nøklene til dem som fikk beskjed", "Keys of those who were told", "name"),
        _c("at", "instant", "Når", "When"), _c("by", "text", "Av hvem", "By whom", "name"),
    ), ("id",), _FIVE_YEARS),
    Table("referrals.Consult", "decisions", "Drøftinger med PPT uten navn", "Consults with PPT without a name", (
        _OPAQUE, _c("school_id", "int", "Skolen", "The school"),
        _c("question", "text", "Spørsmålet; navngir ingen", "The question; names nobody", "sensitive"),
        _c("asked_on", "date", "Spurt den", "Asked on"), _FORM,
        _c("asked_at", "instant", "Spurt når", "Asked at"), _c("asked_by", "text", "Spurt av", "Asked by", "name"),
        _c("answer", "text", "Svaret; navngir ingen", "The answer; names nobody", "sensitive"),
        _c("answered_on", "date", "Besvart den", "Answered on"), _c("answered_at", "instant", "Ført når", "Entered at"),
        _c("answered_by", "text", "Ført av", "Entered by", "name"),
        _c("voided_at", "instant", "Feilført når", "Marked as entered by mistake at"),
        _c("voided_by", "text", "Merket av", "Marked by", "name"),
        _c("voided_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _CONSULTS),
    Table("referrals.VoidedAnswer", "decisions", "Feilførte svar fra PPT", "Answers that PPT has taken back", (
        _ID, _c("consult_id", "text", "Drøftingen", "The consult"),
        _c("answer", "text", "Svaret; navngir ingen", "The answer; names nobody", "sensitive"),
        _c("answered_on", "date", "Besvart den", "Answered on"), _c("answered_at", "instant", "Ført når", "Entered at"),
        _c("answered_by", "text", "Ført av", "Entered by", "name"),
        _c("voided_at", "instant", "Feilført når", "Marked as entered by mistake at"),
        _c("voided_by", "text", "Merket av", "Marked by", "name"),
        _c("voided_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _CONSULTS),
    Table("referrals.Referral", "decisions", "Henvisninger til PPT", "Referrals to PPT", (
        _OPAQUE, _PUPIL, _c("case_id", "text", "Saken", "The case", "ordinary"),
        _c("reason", "text", "Hvorfor", "Why", "sensitive"),
        _c("tried", "text", "Hva skolen har prøvd", "What the school has tried", "sensitive"),
        _c("asks", "text", "Hva PPT blir bedt om", "What PPT is asked for", "sensitive"),
        _c("state", "text", "Hvor den står", "Where it stands", "ordinary"),
        _c("consent_id", "int", "Samtykket den bygger på", "The consent it rests on", "ordinary"),
        _c("points", "json", "Punktene i § 11-8, og hva vurderingen sier om dem",
           "Points of § 11-8, and what the assessment says of them", "sensitive"),
        _c("assignment_id", "int", "Oppdraget til PP-rådgiveren; tomt: PPT fikk den på annen måte",
           "The adviser's assignment; empty: PPT got it another way", "ordinary"),
        _c("decision_on", "date", "Vedtaket ble gjort den", "The decision was made on", "ordinary"),
        _c("decision_reference", "text", "Vedtakets nummer i arkivet", "The decision's number in the archive", "ordinary"),
        _FORM, _c("drafted_at", "instant", "Skrevet når", "Drafted at"),
        _c("drafted_by", "text", "Skrevet av", "Drafted by", "name"),
    ), ("id",), _FIVE_YEARS),
    Table("referrals.ReferralStep", "decisions", "Henvisningens steg", "Steps of a referral", (
        _ID, _c("referral_id", "text", "Henvisningen", "The referral", "ordinary"),
        _c("state", "text", "Hvor den kom", "Where it came", "ordinary"), _c("on", "date", "Dagen", "The day", "ordinary"),
        _c("reason", "text", "Hvorfor", "Why", "sensitive"),
        _c("at", "instant", "Når", "When"), _c("by", "text", "Av hvem", "By whom", "name"),
    ), ("id",), _FIVE_YEARS),
)  # fmt: skip
