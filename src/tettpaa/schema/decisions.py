"""Decisions: what people do here, and what the system keeps to stand by it. One table a model.

The names are the models' own ('identity.User'); tests/repo checks that no field is left out.
"""

from tettpaa.schema.control import CONTROL
from tettpaa.schema.disclosure import DISCLOSURE
from tettpaa.schema.effects import EFFECTS
from tettpaa.schema.follow_up import FOLLOW_UP
from tettpaa.schema.giving import GIVING
from tettpaa.schema.keeping import KEEPING
from tettpaa.schema.letters import LETTERS
from tettpaa.schema.log import LOG
from tettpaa.schema.look_back import LOOK_BACK
from tettpaa.schema.mapping import MAPPING
from tettpaa.schema.measures import MEASURES
from tettpaa.schema.meetings import MEETINGS
from tettpaa.schema.messages import MESSAGES
from tettpaa.schema.plans import PLANS
from tettpaa.schema.replay import REPLAY
from tettpaa.schema.seals import SEALS, with_seal
from tettpaa.schema.sharing import SHARING
from tettpaa.schema.stairs_referrals import STAIRS_REFERRALS
from tettpaa.schema.tables import REFERENCE, Column, Privacy, Table, Type
from tettpaa.schema.talks import TALKS
from tettpaa.schema.ties import TIES

_FIVE_YEARS = "Fem år etter at personen sluttet (skoleeiers arkivplan)"
_TO_ARCHIVE = "Fem år etter at personen sluttet, så til arkivet (skoleeiers arkivplan)"
_WHILE_USED = "Til brukeren fjerner det eller blir slettet"
_LASTING = "Varig: en del av skoleeiers egne regler"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_OWNER = _c("owner_id", "int", "Skoleeier", "Owner")
_SCHOOL = _c("school_id", "int", "Skole; tomt: hele skoleeieren", "School; empty: the whole owner")
_FROM = _c("valid_from", "date", "Gjelder fra og med", "Valid from, inclusive")
_TO = _c("valid_to", "date", "Gjelder til og med; tomt: inntil videre", "Valid to, inclusive; empty: open")
_REASON = _c("reason", "text", "Begrunnelse", "Reason", "ordinary")
_PUPIL = _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary")
_RULE_SET = _c("rule_set_id", "int", "Regelsettet", "The rule set")
_VERSION = _c("version_id", "int", "Versjonen av regelsettet", "The version of the rule set")
_RULE = _c("rule", "text", "Regelen", "The rule")
_HELD_SINCE = _c("held_since", "date", "Regelen har slått til siden", "The rule has held since", "ordinary")
_FACTS = _c("facts", "json", "Tallene og datoene bak", "The figures and dates behind", "sensitive")
_SUBJECTS = _c(
    "subjects",
    "json",
    "Fagene nær eller over fraværsgrensen, med timer igjen",
    "The subjects near or over the absence limit, with hours left",
    "sensitive",
)

KEPT_BESIDE_ROSTER: dict[str, tuple[Column, ...]] = {
    "places.Owner": (
        _ID,
        _c("slug", "text", "Kortnavn i adresser og mapper", "Short name in addresses and folders"),
        _c("name", "text", "Navn", "Name"),
        _c("org_number", "text", "Organisasjonsnummer", "Organisation number"),
        _c("kind", "text", "Slag skoleeier", "Kind of owner"),
        _c("salt", "text", "Hemmelighet som nøkler lages med", "Secret that keys are made with", "secret"),
    ),
    "roster": (
        _c("key", "int", "Nøkkel laget av skoleeiers salt og kildens id",
           "Key made from the owner's salt and the source's id", "ordinary"),
        _OWNER,
        _c("source_id", "text", "Id i kilden", "Id in the source", "name"),
        _c("sort_key", "text", "Navnet slik det sorteres på norsk", "The name as sorted in Norwegian", "name"),
        _c("school_year", "int", "Skoleår, navngitt etter året det begynner",
           "School year, named by the year it begins in"),
        _c("is_gone", "bool", "Kilden har ikke lenger raden", "The source no longer has the row"),
    ),
}  # fmt: skip
"""Columns that the roster's models have beyond what the sources deliver."""

_DESCRIBED = (
    Table("identity.User", "decisions", "Brukere", "Users", (
        _ID,
        _c("username", "text", "Brukernavn", "User name", "name"),
        _c("password", "text", "Passordets avtrykk (argon2)", "The password's hash (argon2)", "secret"),
        _c("person_id", "int", "Personen brukeren er", "The person the user is", "name"),
        _c("language", "text", "Valgt språk", "Chosen language"),
        _c("is_active", "bool", "Kan logge inn", "Can sign in"),
        _c("last_login", "instant", "Sist logget inn", "Last signed in", "ordinary"),
        _c("session_stamp", "text", "Inngår i hver økt; et nytt avslutter dem alle",
           "Part of every session; a new one ends them all", "secret"),
    ), ("id",), _FIVE_YEARS),
    Table("identity.Session", "decisions", "Økter: nettlesere som er logget inn eller på vei inn",
          "Sessions: browsers signed in or on their way in", (
        _c("session_key", "text", "Øktens nøkkel", "The session's key", "secret"),
        _c("session_data", "text", "Hva økten husker, signert: når den begynte, hva som ble vist, slaget nettleser",
           "What the session remembers, signed: when it began, what was shown, the kind of browser", "secret"),
        _c("expire_date", "instant", "Når den er over", "When it is over"),
        _c("user_id", "int", "Brukeren; tomt: ingen er logget inn", "The user; empty: nobody is signed in", "name"),
    ), ("session_key",), "Til den er over, og slettes ved neste innlogging etter det"),
    Table("identity.FailedSignIn", "decisions", "Mislykkede innlogginger", "Failed sign-ins", (
        _ID,
        _c("tried_hash", "text", "Avtrykk av brukernavnet, brukeren eller adressen det ble prøvd med",
           "Hash of the user name, user or address that was tried", "ordinary"),
        _c("at", "instant", "Når", "When"),
    ), ("id",), "Ett døgn"),
    Table("identity.CodeApp", "decisions", "Kodeapper", "Code apps", (
        _ID,
        _c("user_id", "int", "Brukeren", "The user", "name"),
        _c("sealed_secret", "bytes", "Hemmeligheten, forseglet med nøkkelen til installasjonen",
           "The secret, sealed with the installation's key", "secret"),
        _c("last_step", "int", "Halvminuttet den siste koden gjaldt", "The half minute of the last code"),
        _c("added_at", "instant", "Lagt til", "Added"),
    ), ("id",), _WHILE_USED),
    Table("identity.Passkey", "decisions", "Passnøkler", "Passkeys", (
        _ID,
        _c("user_id", "int", "Brukeren", "The user", "name"),
        _c("name", "text", "Hva brukeren kaller nøkkelen", "What the user calls the key", "ordinary"),
        _c("credential_id", "text", "Nøkkelens kjennetegn", "The key's identifier", "ordinary"),
        _c("credential", "bytes", "Den offentlige halvdelen av nøkkelen", "The public half of the key", "ordinary"),
        _c("use_count", "int", "Nøkkelens egen teller ved siste bruk", "The key's own count when last used"),
        _c("alone", "int", "Hvor sikker innlogging den alene gir", "How sure a sign-in it gives alone"),
        _c("added_at", "instant", "Lagt til", "Added"),
        _c("used_at", "instant", "Sist brukt", "Last used", "ordinary"),
    ), ("id",), _WHILE_USED),
    Table("identity.OneUseCode", "decisions", "Engangskoder", "One-use codes", (
        _ID,
        _c("user_id", "int", "Brukeren", "The user", "name"),
        _c("code_hash", "text", "Avtrykk av koden, laget med nøkkelen til installasjonen",
           "Hash of the code, made with the installation's key", "secret"),
        _c("made_at", "instant", "Laget når", "Made at"),
        _c("made_by", "text", "Laget av", "Made by", "name"),
        _c("valid_until", "instant", "Gjelder til; tomt: inntil videre", "Valid until; empty: open"),
        _c("used_at", "instant", "Brukt når", "Used at", "ordinary"),
    ), ("id",), _WHILE_USED),
    Table("identity.OutsideName", "decisions", "Ytre navn: hvem en bruker er hos Feide eller ID-porten",
          "Outside names: who a user is at Feide or ID-porten", (
        _ID,
        _c("user_id", "int", "Brukeren", "The user", "name"),
        _c("issuer", "text", "Innloggingstjenesten", "The sign-in service"),
        _c("name_hash", "text", "Avtrykk av navnet eller fødselsnummeret, laget med nøkkelen til installasjonen",
           "Hash of the name or national number, made with the installation's key", "name"),
        _c("subject_hash", "text", "Avtrykk av det utstederen aldri gir videre; tomt til første innlogging",
           "Hash of what the issuer never gives on; empty until the first sign-in", "name"),
        _c("linked_at", "instant", "Knyttet når", "Linked at"),
        _c("linked_by", "text", "Knyttet av", "Linked by", "name"),
    ), ("id",), _WHILE_USED),
    Table("access.RoleGrant", "decisions", "Rolletildelinger", "Role grants", (
        _ID,
        _c("user_id", "int", "Brukeren", "The user", "name"),
        _c("role", "text", "Rollen", "The role"),
        _OWNER, _SCHOOL, _FROM, _TO, _REASON,
        _c("granted_by", "text", "Gitt av", "Granted by", "name"),
        _c("granted_at", "instant", "Gitt når", "Granted at"),
    ), ("id",), _FIVE_YEARS),
    *LOG,
    *TIES,
    *LOOK_BACK,
    *SHARING,
    *GIVING,
    *KEEPING,
    *CONTROL,
    *FOLLOW_UP,
    *MAPPING,
    *MEASURES,
    *TALKS,
    *STAIRS_REFERRALS,
    *EFFECTS,
    *DISCLOSURE,
    *REPLAY,
    *MESSAGES,
    *PLANS,
    *MEETINGS,
    *LETTERS,
    Table("codes.AbsenceCode", "decisions", "Fraværskoder: hva kildens koder betyr",
          "Absence codes: what the source's codes mean", (
        _ID, _OWNER,
        _c("code", "text", "Koden", "The code"),
        _c("name", "text", "Navn", "Name"),
        _c("cause", "text", "Grunn etter § 9-8, a–i; tomt: ingen", "Cause by § 9-8, a–i; empty: none"),
        _c("documentation", "text", "Dokumentasjon", "Documentation"),
        _c("counts_as_absence", "bool", "Er fravær", "Is absence"),
        _FROM,
    ), ("id",), _LASTING),
    Table("records.TableVersion", "decisions", "Hvilken versjon av en faktatabell som gjelder",
          "Which version of a record table is in force", (
        _ID, _OWNER,
        _c("table", "text", "Tabellen", "The table"),
        _c("version", "int", "Versjonen i Delta", "The Delta version"),
        _c("import_id", "text", "Importen som skrev den", "The import that wrote it"),
        _c("moved_at", "instant", "Satt i kraft", "Put in force"),
    ), ("owner_id", "table"), "Så lenge tabellen finnes"),
    Table("imports.Import", "decisions", "Importer", "Imports", (
        _c("id", "text", "Importens id", "The import's id"),
        _OWNER,
        _c("kind", "text", "Slag kilde", "Kind of source"),
        _c("school_year", "int", "Skoleår", "School year"),
        _c("file_name", "text", "Navnet på pakken", "The package's name"),
        _c("file_hash", "text", "Avtrykk av pakken (SHA-256)", "The package's hash (SHA-256)"),
        _c("file_size", "int", "Størrelse i byte", "Size in bytes"),
        _c("state", "text", "Tilstand", "State"),
        _c("received_at", "instant", "Mottatt", "Received"),
        _c("received_by", "text", "Mottatt av", "Received by", "name"),
        _c("is_unattended", "bool", "Gikk som fast flyt", "Passed as a declared flow"),
        _c("mode", "text", "Full leveranse eller endringer", "Full delivery or changes"),
        _c("compared_after", "int", "Antall lagrede importer da den ble sammenlignet", "Imports committed when it was compared"),
        _c("step", "text", "Steget den er på", "The step it is at"),
        _c("done_rows", "int", "Rader ferdig i steget", "Rows done in the step"),
        _c("total_rows", "int", "Rader i steget", "Rows in the step"),
        _c("heartbeat_at", "instant", "Sist livstegn", "Last sign of life"),
        _c("counts", "json", "Nye, endrede, like og borte rader per tabell", "New, changed, same and gone rows by table"),
        _c("problem_count", "int", "Antall feil", "Number of problems"),
        _c("warning_count", "int", "Antall advarsler", "Number of warnings"),
        _c("brake", "json", "Hvorfor bremsen er på", "Why the brake is on"),
        _c("approved_at", "instant", "Godkjent", "Approved"),
        _c("approved_by", "text", "Godkjent av", "Approved by", "name"),
        _c("approval_reason", "text", "Begrunnelse for godkjenningen", "Reason for the approval", "ordinary"),
        _c("committed_at", "instant", "Lagret", "Committed"),
        _c("message", "text", "Siste melding i ord", "Last message in words"),
    ), ("id",), "Fem skoleår, som faktaene den brakte"),
    Table("imports.Flow", "decisions", "Faste flyter", "Declared flows", (
        _ID, _OWNER,
        _c("kind", "text", "Slag kilde", "Kind of source"),
        _c("declared_by_id", "int", "Meldt av", "Declared by", "name"),
        _c("declared_at", "instant", "Meldt", "Declared"),
        _REASON,
        _c("ended_at", "instant", "Avsluttet", "Ended"),
    ), ("id",), _LASTING),
    Table("flags.RuleSet", "decisions", "Regelsett", "Rule sets", (
        _ID,
        _c("key", "text", "Kortnavn", "Short name"),
        _OWNER, _SCHOOL,
    ), ("owner_id", "key"), _LASTING),
    Table("flags.RuleSetVersion", "decisions", "Versjoner av regelsett", "Versions of rule sets", (
        _ID,
        _c("rule_set_id", "int", "Regelsettet", "The rule set"),
        _c("number", "int", "Versjonsnummer", "Version number"),
        _FROM, _TO,
        _c("definition", "json", "Reglene", "The rules"),
        _c("created_at", "instant", "Laget", "Created"),
        _c("created_by", "text", "Laget av", "Created by", "name"),
        _REASON,
    ), ("rule_set_id", "number"), _LASTING),
    Table("flags.FlagEvent", "decisions", "Flagg reist, senket og ukjent", "Flags raised, cleared and unknown", (
        _ID, _PUPIL,
        _c("school_id", "int", "Skolen", "The school"),
        _c("school_year", "int", "Skoleår", "School year"),
        _RULE_SET, _VERSION, _RULE,
        _c("kind", "text", "Reist, senket eller ukjent", "Raised, cleared or unknown", "ordinary"),
        _c("on", "date", "Dagen", "The day", "ordinary"),
        _HELD_SINCE,
        _c("because", "text", "Hvorfor, om det ikke var dagens fravær: rettet, endret regelsett, sluttet",
           "Why, if not the day's absence: corrected, changed rules, left", "ordinary"),
        _FACTS,
        _SUBJECTS,
    ), ("id",), _FIVE_YEARS),
    Table("flags.Flag", "decisions", "Flagg slik de står nå", "Flags as they stand now", (
        _ID, _PUPIL,
        _c("school_id", "int", "Skolen", "The school"),
        _c("school_year", "int", "Skoleår", "School year"),
        _RULE_SET, _VERSION, _RULE,
        _c("kind", "text", "Reist, senket eller ukjent", "Raised, cleared or unknown", "ordinary"),
        _c("on", "date", "Dagen det ble slik", "The day it became so", "ordinary"),
        _c("raised_on", "date", "Reist den; tomt: står ikke", "Raised on; empty: not standing", "ordinary"),
        _HELD_SINCE, _FACTS, _SUBJECTS,
        _c("as_of", "date", "Dagen tallene gjelder for", "The day the figures speak for"),
    ), ("pupil_id", "school_year", "rule_set_id", "rule"), "Regnes ut av hendelsene; følger dem"),
    Table("flags.FlagUpdate", "decisions", "Oppdateringer av flagg", "Updates of flags", (
        _ID, _OWNER,
        _c("as_of", "date", "Dagen det er regnet for", "The day computed for"),
        _c("at", "instant", "Kjørt", "Run"),
        _c("by", "text", "Kjørt av", "Run by", "name"),
        _c("is_whole", "bool", "Alle skoleeierens elever", "All the owner's pupils"),
        _c("counts", "json", "Antall reist, senket og ukjent", "Numbers raised, cleared and unknown"),
    ), ("id",), "Fem skoleår, som flaggene"),
    Table("flags.NightStep", "decisions", "Nattens arbeid, steg for steg", "The night's work, step by step", (
        _ID, _OWNER,
        _c("as_of", "date", "Dagen det gjelder", "The day it concerns"),
        _c("step", "text", "Steget", "The step"),
        _c("begun_at", "instant", "Begynt", "Begun"),
        _c("done_at", "instant", "Ferdig; tomt: ikke ferdig", "Done; empty: not done"),
        _c("message", "text", "Hva det ble til, i ord", "What came of it, in words"),
    ), ("owner_id", "as_of", "step"), "Ett år"),
    Table("registration.RegistrationReminder", "decisions", "Påminnelser om føring av fravær",
          "Reminders to register attendance", (
        _ID,
        _c("teacher_id", "int", "Læreren som ble minnet", "The teacher who was reminded", "name"),
        _c("group_id", "int", "Gruppen timene gjelder", "The group the lessons are of"),
        _c("lessons", "int", "Antall timer som ikke var ført", "Number of lessons not registered"),
        _c("oldest_on", "date", "Den eldste av timene", "The oldest of the lessons"),
        _c("newest_on", "date", "Den nyeste av timene", "The newest of the lessons"),
        _c("sent_on", "date", "Minnet den", "Reminded on"),
        _c("sent_at", "instant", "Minnet", "Reminded at"),
        _c("sent_by", "text", "Minnet av", "Reminded by", "name"),
    ), ("id",), "Ett skoleår"),
    Table("talks.Contact", "decisions", "Kontakter med elever", "Contacts with pupils", (
        _ID, _PUPIL,
        _c("on", "date", "Dagen", "The day", "ordinary"),
        _c("channel", "text", "Hvordan", "How", "ordinary"),
        _c("was_reached", "bool", "Eleven ble nådd", "The pupil was reached", "ordinary"),
        _c("line", "text", "Én linje, helst med elevens ord", "One line, preferably in the pupil's words", "sensitive"),
        _c("next_on", "date", "Avtalt ny samtale", "Next talk agreed for", "ordinary"),
        _c("form_id", "text", "Skjemaet den ble skrevet i", "The form it was written in"),
        REFERENCE,
        _c("recorded_at", "instant", "Skrevet", "Recorded"),
        _c("recorded_by", "text", "Skrevet av", "Recorded by", "name"),
        _c("voided_at", "instant", "Feilført", "Marked as entered by mistake"),
        _c("voided_by", "text", "Merket av", "Marked by", "name"),
        _c("voided_why", "text", "Hvorfor; tomt der samtalen er feilført", "Why; empty where the talk was entered by mistake",
           "sensitive"),
    ), ("id",), _TO_ARCHIVE),
    Table("talks.ExplanationRequest", "decisions", "Spørsmål om stort fravær, og svar",
          "Questions about large absence, and answers", (
        _ID, _PUPIL,
        _c("contact_teacher_id", "int", "Kontaktlæreren som blir spurt", "The contact teacher who is asked", "name"),
        _c("facts", "json", "Fraværet spørsmålet gjelder, i tall", "The absence asked about, in figures", "sensitive"),
        _c("due_on", "date", "Svar innen", "Answer by"),
        REFERENCE,
        _c("asked_at", "instant", "Spurt", "Asked"),
        _c("asked_by", "text", "Spurt av", "Asked by", "name"),
        _c("answer", "text", "Svaret", "The answer", "sensitive"),
        _c("answered_at", "instant", "Besvart", "Answered"),
        _c("answered_by", "text", "Besvart av", "Answered by", "name"),
        _c("voided_at", "instant", "Feilført når", "Marked as entered by mistake at"),
        _c("voided_by", "text", "Merket av", "Marked by", "name"),
        _c("voided_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _TO_ARCHIVE),
)  # fmt: skip

DECISIONS: tuple[Table, ...] = (*(with_seal(table) for table in _DESCRIBED), *SEALS)
