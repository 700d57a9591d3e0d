"""What each table is called to the one it is about. A table that is not here has the schema's own name."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tettpaa.kit.text import marked

TITLES: Mapping[str, str] = {
    "people": marked("Deg: navn, fødselsdato og hvordan du nås"),
    "enrolments": marked("Skolene du går eller har gått på"),
    "memberships": marked("Klassen og gruppene dine"),
    "guardian_links": marked("Hvem som er foresatt"),
    "identity.User": marked("Innloggingen din"),
    "absences": marked("Fraværet ditt, time for time og dag for dag"),
    "absence_sums": marked("Fraværet ditt, lagt sammen"),
    "grades": marked("Karakterene dine"),
    "conduct": marked("Orden og oppførsel"),
    "notices": marked("Varsler skolens system har sendt deg"),
    "admissions": marked("Det som fulgte deg fra grunnskolen"),
    "pupil_years": marked("Skoleårene dine, slik de telles"),
    "apprenticeships": marked("Lærekontrakten din"),
    "completions": marked("Hvordan trinnene og fagprøven din endte"),
    "flags.Flag": marked("Flagg som står: noen skal snakke med deg"),
    "flags.FlagEvent": marked("Flagg som har kommet og gått"),
    "talks.Contact": marked("Når noen har snakket med deg"),
    "talks.Talk": marked("Det som er skrevet fra samtaler med deg"),
    "talks.TalkReceipt": marked("Det du har svart på samtalene"),
    "talks.Rhythm": marked("Hvor ofte dere skal snakkes"),
    "cases.Case": marked("Oppfølgingssaken din"),
    "cases.CaseStep": marked("Det som har skjedd i saken din"),
    "mappings.MappingVersion": marked("Kartleggingen: hva som står bak, og hva som er bra"),
    "mappings.InputRound": marked("Når lærerne dine er spurt om hvordan det går"),
    "mappings.InputRequest": marked("Det lærerne dine har svart"),
    "reviews.ReviewLine": marked("Det som er skrevet om deg i klassegjennomganger"),
    "plans.Plan": marked("Planene dine"),
    "plans.PlanVersion": marked("Det som har stått i planen din"),
    "plans.PlanLine": marked("Det planen sier skal gjøres"),
    "plans.PlanStep": marked("Når planen begynte og sluttet"),
    "plans.PlanEvaluation": marked("Om planen hjalp"),
    "measures.Measure": marked("Tiltakene dine"),
    "measures.MeasureStep": marked("Det som har skjedd med tiltakene"),
    "measures.GateProof": marked("Det som måtte være på plass før et tiltak"),
    "measures.ReturnDay": marked("Dagene dere avtalte da du skulle tilbake"),
    "measures.Observation": marked("Hvordan det gikk etter tiltaket"),
    "meetings.Meeting": marked("Møter om deg"),
    "meetings.AgendaItem": marked("Det møtene skulle ta opp om deg"),
    "meetings.Invitation": marked("Hvem som er kalt inn til møter om deg"),
    "meetings.Minutes": marked("Referater fra møter om deg"),
    "meetings.MeetingTask": marked("Det møtene ba noen om å gjøre"),
    "meetings.TaskStep": marked("Hva som skjedde med det møtene ba om"),
    "stairs.StepTaken": marked("Når flere skulle følge deg opp"),
    "letters.Letter": marked("Brev og varsler om deg"),
    "referrals.Referral": marked("Henvisninger til PPT"),
    "referrals.ReferralStep": marked("Det som har skjedd med henvisningen"),
    "documents.Document": marked("Dokumenter om deg"),
    "sharing.Share": marked("Det skolen har delt om deg"),
    "sharing.Consent": marked("Det du eller de foresatte er spurt om å si ja til"),
    "openings.Opening": marked("Når oppfølgingen din er åpnet fordi det hastet"),
    "audit.AccessRecord": marked("Når noen har sett deg, i hvilken rolle og for hva"),
}


def title_of(table: str, otherwise: str) -> str:
    """What the table is called to the one it is about."""
    return _(TITLES[table]) if table in TITLES else otherwise
