"""What reads are about, and for what: short codes as the log keeps them, and the words for them. Data, no logic.

A page that shows pupils stands in `PAGES`; one that does not is not sent.
"""

from tettpaa.kit.text import marked

EMERGENCY = "emergency"  # the purpose, and the role of who reads for it

# The thing that was seen, as the pupil is told of it: "åpnet …", and on a list: "en liste over …".
THINGS: dict[str, str] = {
    "identity": marked("navnet og klassen din"),
    "pupil_page": marked("siden om deg"),
    "absence": marked("fraværet ditt"),
    "subject_absence": marked("fraværet ditt i faget"),
    "grade": marked("karakterene dine"),
    "flag": marked("flaggene dine"),
    "contact": marked("samtalene med deg"),
    "talk": marked("det som er skrevet fra samtaler med deg"),
    "explanation": marked("spørsmål og svar om fraværet ditt"),
    "concern": marked("en bekymring om deg"),
    "case": marked("oppfølgingssaken din"),
    "mapping": marked("kartleggingen din"),
    "input": marked("spørsmål til faglæreren om hvordan det går med deg"),
    "class_review": marked("hva som er skrevet om deg i klassegjennomgangen"),
    "plan": marked("planen din"),
    "measure": marked("tiltakene dine"),
    "meeting": marked("et møte om deg"),
    "task": marked("en oppgave som gjelder deg"),
    "letter": marked("et brev om deg"),
    "subject_notice": marked("fraværet og varslene dine i faget"),
    "referral": marked("henvisningen din til PPT"),
    "access_log": marked("loggen over hvem som har sett deg"),
    "document": marked("et dokument om deg"),
    "class_list": marked("navnet, klassen og trinnet ditt"),
    "waiting": marked("at noen skal snakke med deg"),
    "access": marked("hvem som har fått tilgang til å følge deg opp"),
    "consent": marked("samtykkene dine og hvem som får se noe om deg"),
    "opening": marked("en nødåpning av oppfølgingen din"),
    "own_record": marked("alle opplysningene om deg"),
    "log_alert": marked("et oppslag om deg, for å kontrollere det"),
}

PURPOSES: dict[str, str] = {
    "follow_up": marked("for å følge opp fravær og trivsel"),
    "teaching": marked("for å undervise deg"),
    "leading": marked("for å passe på at skolen følger opp alle"),
    "explaining": marked("for å få et stort fravær forklart"),
    "review": marked("for å kontrollere at ingen leser uten grunn"),
    "duty": marked("for å gjøre en oppgave ved skolen"),
    "own": marked("for å se sine egne opplysninger"),
    "answering": marked("for å svare på hva som er lagret om deg"),
    EMERGENCY: marked("fordi det hastet"),
}

# Page → what it shows and for what.
PAGES: dict[str, tuple[str, str]] = {
    "my_day": ("flag", "follow_up"),
    "my_groups": ("identity", "teaching"),
    "my_tasks": ("identity", "duty"),
    "pupil": ("pupil_page", "follow_up"),
    "contact": ("contact", "follow_up"),
    "answer": ("explanation", "explaining"),
    "classes": ("identity", "follow_up"),
    "class": ("absence", "follow_up"),
    "schools": ("identity", "leading"),
    "school": ("identity", "leading"),
    "school_waiting": ("flag", "leading"),
    "practice_list": ("case", "leading"),
    "school_raised": ("flag", "leading"),
    "board": ("identity", "follow_up"),
    "board_flags": ("flag", "follow_up"),
    "board_contacts": ("contact", "follow_up"),
    "board_talks": ("talk", "follow_up"),
    "board_cases": ("case", "follow_up"),
    "board_plans": ("plan", "follow_up"),
    "board_measures": ("measure", "follow_up"),
    "board_hours": ("absence", "follow_up"),
    "school_without_class": ("absence", "leading"),
    "effects_of_pupil": ("absence", "follow_up"),
    "effects_of_school": ("identity", "leading"),
    "effects_pupils": ("measure", "leading"),
    "replay_pupils": ("flag", "leading"),
    "school_unexplained": ("explanation", "explaining"),
    "school_registration": ("identity", "leading"),
    "document": ("document", "follow_up"),
    "new_document": ("identity", "follow_up"),
    "export_class_list": ("class_list", "follow_up"),
    "export_waiting": ("waiting", "leading"),
    "openings": ("opening", "review"),
    "sharing": ("consent", "follow_up"),
    "own_sharing": ("consent", "own"),
    # Not told as what it is: that an address is protected is a secret of its zone.
    "protection": ("identity", "duty"),
    "concern_tell": ("identity", "follow_up"),
    "concerns": ("concern", "follow_up"),
    "concern_answer": ("concern", "follow_up"),
    "concern_take_back": ("concern", "follow_up"),
    "cases": ("case", "follow_up"),
    "case": ("case", "follow_up"),
    "case_open": ("case", "follow_up"),
    "case_act": ("case", "follow_up"),
    "mapping": ("mapping", "follow_up"),
    "mapping_write": ("mapping", "follow_up"),
    "input_ask": ("mapping", "follow_up"),
    "input_round": ("mapping", "follow_up"),
    "input_requests": ("input", "teaching"),
    "input_answer": ("input", "teaching"),
    "class_reviews": ("identity", "follow_up"),
    "class_review": ("class_review", "follow_up"),
    "class_review_close": ("identity", "follow_up"),
    "plan": ("plan", "follow_up"),
    "plan_edit": ("plan", "follow_up"),
    "plan_print": ("plan", "follow_up"),
    "measure": ("measure", "follow_up"),
    "measure_start": ("measure", "follow_up"),
    "measure_act": ("measure", "follow_up"),
    "talk": ("talk", "follow_up"),
    "talk_write": ("talk", "follow_up"),
    "talks_of_class": ("talk", "follow_up"),
    "rhythm": ("talk", "follow_up"),
    "own_talks": ("talk", "own"),
    "meetings": ("meeting", "follow_up"),
    "meeting": ("meeting", "follow_up"),
    "meeting_call": ("meeting", "follow_up"),
    "meeting_sheet": ("meeting", "follow_up"),
    "minutes": ("meeting", "follow_up"),
    "meeting_print": ("meeting", "follow_up"),
    "invitation": ("meeting", "own"),
    "meeting_task": ("task", "follow_up"),
    "tasks_without_owner": ("task", "leading"),
    "letters": ("letter", "follow_up"),
    "letter": ("letter", "follow_up"),
    "letter_write": ("identity", "follow_up"),
    "letter_act": ("letter", "follow_up"),
    "letter_print": ("letter", "follow_up"),
    "subject_notices": ("subject_notice", "teaching"),
    "subject_notice": ("subject_notice", "teaching"),
    "stairs": ("flag", "leading"),
    "pupil_stairs": ("flag", "follow_up"),
    "referral": ("referral", "follow_up"),
    "ppt_referrals": ("referral", "follow_up"),
    "referral_new": ("referral", "follow_up"),
    "referral_act": ("referral", "follow_up"),
    "own_log": ("access_log", "own"),
    "own_record": ("own_record", "own"),
    "pupil_copy": ("own_record", "answering"),
    "log_control": ("log_alert", "review"),
    "who_has_access": ("access", "review"),
}


def told_by(page: str) -> tuple[str, str]:
    """What `page` shows and for what. LookupError where nobody has said."""
    if page not in PAGES:
        raise LookupError(f"no page is called {page!r}: say in trust/audit/things.py what it shows, and for what")
    return PAGES[page]


def purpose_of(role: str, implied: str) -> str:
    """What somebody in a role reads for: an emergency opening has its own purpose, whatever the page is for."""
    return EMERGENCY if role == EMERGENCY else implied
