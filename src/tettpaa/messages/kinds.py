"""What people are told: every kind of message there is, on one page. Pure.

A message says that something waits and where; what it is about is read on the page, by those who may. So no kind
carries a word about a pupil, and a mail that goes astray tells nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tettpaa.kit.text import marked


class KindUnknown(LookupError):
    """Somebody wants to tell what this page does not list."""


# Whoever may open the pupil's page, may be told of what lies about her.
OPENERS = "pupil_open"
_CALLED, _TASKED, _REFERRED = "meeting_read", "meeting_task_change", "referral_read"


@dataclass(frozen=True)
class Kind:
    """`words` in bokmål, to be translated where shown; `page` is the address's name, and takes the message's `about`
    as its `argument`, or the pupil where that is 'key', or nothing where that is ''.

    `is_urgent`: told by mail at once. Others wait for the weekly digest, and stand on Min dag meanwhile. `read_on`: of
    what is entered by mistake, the pages (as the log names them) where it could be read. `readers`: the permission
    about the pupil that its page asks for, where some have it who may not open the pupil's own page.
    """

    key: str
    words: str
    page: str
    argument: str
    is_urgent: bool = False
    read_on: tuple[str, ...] = ()
    readers: str = OPENERS


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("case_offered", marked("Du er spurt om å ta over en sak"), "case", "case_id", is_urgent=True),
        Kind("case_answered", marked("En sak du tilbød, er besvart"), "case", "case_id"),
        Kind("plan_saved", marked("En annen har lagret en plan du har ansvaret for"), "plan", "plan_id"),
        Kind(
            "plan_withdrawn",
            marked("En plan du har lest, er feilført"),
            "plan",
            "plan_id",
            read_on=("plan", "plan_edit", "plan_print"),
        ),
        Kind(
            "contact_voided", marked("En kontakt du har lest, er feilført"), "pupil", "key", read_on=("pupil", "case")
        ),
        Kind(
            "talk_voided",
            marked("En samtale du har lest, er feilført"),
            "talk",
            "talk_id",
            read_on=("talk", "pupil", "case"),
        ),
        Kind(
            "concern_withdrawn",
            marked("En bekymring du har lest, er feilført"),
            "pupil",
            "key",
            read_on=("concerns", "concern_answer", "case"),
        ),
        Kind(
            "case_withdrawn", marked("En sak du har lest, er feilført"), "case", "case_id", read_on=("case", "case_act")
        ),
        Kind(
            "mapping_voided",
            marked("En kartlegging du har lest, er feilført"),
            "mapping",
            "case_id",
            read_on=("mapping", "mapping_write", "case"),
        ),
        Kind(
            "measure_voided",
            marked("Et tiltak du har lest, er feilført"),
            "measure",
            "measure_id",
            read_on=("measure", "measure_act", "case"),
        ),
        Kind(
            "referral_voided",
            marked("En henvisning du har lest, er feilført"),
            "referral",
            "referral_id",
            read_on=("referral", "referral_act"),
        ),
        Kind("document_voided", marked("Et dokument du har åpnet, er feilført"), "pupil", "key", read_on=("document",)),
        Kind(
            "letter_voided",
            marked("Et brev du har lest, er feilført"),
            "letter",
            "letter_id",
            read_on=("letter", "letter_act", "letter_print"),
        ),
        Kind(
            "review_line_voided",
            marked("Noe du har lest i en klassegjennomgang, er feilført"),
            "class_review",
            "review_id",
            read_on=("class_review", "class_review_close"),
        ),
        Kind(
            "explanation_voided",
            marked("Et svar om fravær du har lest, er feilført"),
            "pupil",
            "key",
            read_on=("pupil", "school_unexplained"),
        ),
        Kind(
            "observation_voided",
            marked("En observasjon du har lest, er feilført"),
            "measure",
            "measure_id",
            read_on=("measure", "measure_act", "case"),
        ),
        Kind("consult_voided", marked("En drøfting med PPT er feilført"), "consult", "consult_id"),
        Kind("consult_answered_at_ppt", marked("En skole har selv skrevet svaret på en drøfting"), "to_ppt", ""),
        Kind(
            "referral_given",
            marked("Du er gitt en henvisning"),
            "referral",
            "referral_id",
            is_urgent=True,
            readers=_REFERRED,
        ),
        Kind(
            "referral_written_on",
            marked("Skolen har skrevet noe i en henvisning du har"),
            "referral",
            "referral_id",
            readers=_REFERRED,
        ),
        # PPT sees a referral no more when it is over, so these lead to no page of it: the words are all there is.
        Kind(
            "referral_over_at_ppt",
            marked("En henvisning PPT hadde, er avsluttet, trukket eller gitt til en annen"),
            "inbox",
            "",
            is_urgent=True,
        ),
        Kind(
            "referral_voided_at_ppt",
            marked("En henvisning PPT hadde, er feilført: bygg ikke på den"),
            "inbox",
            "",
            is_urgent=True,
        ),
        Kind("own_answer_voided", marked("En drøfting du svarte på for PPT, er feilført"), "inbox", ""),
        Kind("consult_voided_at_ppt", marked("En drøfting en skole tok opp, er feilført"), "to_ppt", ""),
        Kind(
            "consult_answer_voided",
            marked("PPT har sagt at et svar på en drøfting var feil"),
            "consult",
            "consult_id",
            is_urgent=True,
        ),
        Kind("measure_handed_over", marked("Et tiltak er gitt over til deg"), "measure", "measure_id", is_urgent=True),
        Kind(
            "meeting_called",
            marked("Du er kalt inn til et møte"),
            "invitation",
            "invitation_id",
            is_urgent=True,
            readers=_CALLED,
        ),
        Kind(
            "meeting_called_off",
            marked("Et møte er avlyst"),
            "invitation",
            "invitation_id",
            is_urgent=True,
            readers=_CALLED,
        ),
        Kind("invitation_answered", marked("Noen har svart på en innkalling du sendte"), "meeting", "meeting_id"),
        Kind(
            "invitation_lapsed",
            marked("En innkalling gjelder ikke lenger"),
            "invitation",
            "invitation_id",
            is_urgent=True,
        ),
        Kind(
            "minutes_corrected",
            marked("Et referat du har lest, er rettet"),
            "meeting",
            "meeting_id",
            is_urgent=True,
            readers=_CALLED,
        ),
        Kind(
            "minutes_withdrawn",
            marked("Et referat du har lest, er feilført"),
            "meeting",
            "meeting_id",
            is_urgent=True,
            readers=_CALLED,
        ),
        Kind(
            "meeting_task_asked", marked("Et møte har gitt deg en oppgave"), "meeting_task", "task_id", readers=_TASKED
        ),
        Kind(
            "stairs_near", marked("En elev går snart til neste trinn på trappa"), "pupil_stairs", "key", is_urgent=True
        ),
        Kind(
            "stairs_moved", marked("En elev har gått til neste trinn på trappa"), "pupil_stairs", "key", is_urgent=True
        ),
        Kind("concern_told", marked("En bekymring venter på svar"), "concern_answer", "concern_id", is_urgent=True),
        Kind(
            "input_asked",
            marked("Du er spurt om innspill om en elev du underviser"),
            "input_answer",
            "request_id",
            is_urgent=True,
        ),
        Kind(
            "input_reminded",
            marked("Innspillet ditt om en elev du underviser, mangler"),
            "input_answer",
            "request_id",
            is_urgent=True,
        ),
        Kind(
            "input_voided",
            marked("Et innspill du har lest, er feilført"),
            "input_round",
            "round_id",
            read_on=("input_round",),
        ),
        Kind("input_given", marked("Det har kommet innspill i en runde du ba om"), "input_round", "round_id"),
        # Told all custodians each quarter, whether or not anything waits: so it tells nobody that a pupil is protected.
        Kind("custodians_asked", marked("Kvartalets gjennomgang har begynt"), "protection_review", "", is_urgent=True),
        Kind("log_alert_raised", marked("Et oppslag må forklares"), "log_alert", "alert_id"),
        Kind(
            "log_alert_due", marked("Fristen for å forklare et oppslag er nær"), "log_alert", "alert_id", is_urgent=True
        ),
        Kind(
            "subject_notice_sent", marked("En elev du er kontaktlærer for, er varslet i et fag"), "letter", "letter_id"
        ),
        Kind("subject_notice_stopped", marked("Et varsel du skrev, ble ikke sendt"), "subject_notice", "notice_id"),
        Kind("consult_answered", marked("PPT har svart på en drøfting"), "consult", "consult_id", is_urgent=True),
        Kind("letter_stopped", marked("Et brev du skrev, ble ikke sendt"), "letter", "letter_id"),
    )
}

# Permission → the kinds whose page asks for it about the pupil, beside those whom her own page tells.
READ_BY: Mapping[str, tuple[str, ...]] = {
    readers: tuple(sorted(kind.key for kind in KINDS.values() if kind.readers == readers))
    for readers in sorted({kind.readers for kind in KINDS.values()} - {OPENERS})
}


def kind_named(key: str) -> Kind:
    """The kind called `key`; KindUnknown where this page has none."""
    try:
        return KINDS[key]
    except KeyError:
        raise KindUnknown(f"no message is called {key!r}; messages/kinds.py lists them") from None
