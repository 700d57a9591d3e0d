"""Teams, meetings, minutes and what they ask for. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import REFERENCE, Column, Privacy, Table, Type

_TO_ARCHIVE = "Fem år etter at personen sluttet, så til arkivet (skoleeiers arkivplan)"
_LASTING = "Varig: en del av skoleeiers egne regler"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_OPAQUE = _c("id", "text", "Tilfeldig id", "Random id")
_PUPIL = _c(
    "pupil_id", "int", "Eleven, som nøkkel; tomt: et teammøte", "The pupil, as a key; empty: a team's", "ordinary"
)
_FORM = _c("form_id", "text", "Skjemaet den ble skrevet i", "The form it was written in")
_TEAM = _c("team_id", "text", "Teamet; tomt: elevens eget møte", "The team; empty: the pupil's own meeting")
_MEETING = _c("meeting_id", "text", "Møtet", "The meeting", "ordinary")
_ITEM = _c("item_id", "text", "Saken på møtet", "The agenda item", "ordinary")

MEETINGS = (
    Table("meetings.Team", "decisions", "Team", "Teams", (
        _OPAQUE,
        _c("school_id", "int", "Skolen", "The school"), _c("kind", "text", "Slag team", "Kind of team"),
        _c("name", "text", "Hva skolen kaller det", "What the school calls it"),
        _c("takes_only_from_id", "text", "Teamet som må sende en sak videre først; tomt: ingen",
           "The team that must pass a case on first; empty: none"),
        _c("rhythm_from", "date", "Første møtedag i rytmen", "First day of the rhythm"),
        _c("every_weeks", "int", "Uker mellom møtene", "Weeks between meetings"),
        _c("time", "text", "Klokkeslett i Oslo", "Time in Oslo"),
        _c("minutes", "int", "Varighet i minutter", "Length in minutes"),
        _c("place", "text", "Sted", "Place"), _FORM,
        _c("made_at", "instant", "Opprettet når", "Made at"), _c("made_by", "text", "Opprettet av", "Made by", "name"),
    ), ("id",), _LASTING),
    Table("meetings.TeamMember", "decisions", "Teammedlemmer", "Members of teams", (
        _ID, _TEAM,
        _c("user_id", "int", "Brukeren", "The user", "name"),
        _c("valid_from", "date", "Med fra og med", "In from, inclusive"),
        _c("valid_to", "date", "Med til og med; tomt: inntil videre", "In to, inclusive; empty: open"),
        REFERENCE,
        _c("added_at", "instant", "Lagt til når", "Added at"),
        _c("added_by", "text", "Lagt til av", "Added by", "name"),
    ), ("id",), "Fem år etter at tilknytningen tok slutt (skoleeiers plan)"),
    Table("meetings.Meeting", "decisions", "Møter", "Meetings", (
        _OPAQUE,
        _c("school_id", "int", "Skolen", "The school"), _c("kind", "text", "Slag møte", "Kind of meeting", "ordinary"),
        _TEAM, _PUPIL,
        _c("starts_at", "instant", "Begynner", "Starts at", "ordinary"),
        _c("ends_at", "instant", "Slutter", "Ends at", "ordinary"),
        _c("place", "text", "Sted", "Place", "ordinary"),
        _c("link", "text", "Adresse til videomøte", "Link to the video call", "ordinary"),
        _c("state", "text", "Hvor møtet står", "Where the meeting stands", "ordinary"), _FORM,
        _c("called_at", "instant", "Kalt sammen når", "Called at"),
        _c("called_by", "text", "Kalt sammen av", "Called by", "name"),
        _c("held_at", "instant", "Ført som holdt når", "Said to be held at"),
        _c("held_by", "text", "Ført av", "Said by", "name"),
        _c("called_off_why", "text", "Hvorfor det er avlyst", "Why it is called off", "sensitive"),
    ), ("id",), _TO_ARCHIVE),
    Table("meetings.AgendaItem", "decisions", "Saker på møter", "Agenda items", (
        _OPAQUE, _c("meeting_id", "text", "Møtet; tomt: venter på neste", "The meeting; empty: waits for the next", "ordinary"),
        _TEAM, _PUPIL, _c("case_id", "text", "Oppfølgingssaken; tomt: ingen", "The case; empty: none", "ordinary"),
        _c("wish", "text", "Hva en vil med møtet", "What is wanted of the meeting", "sensitive"),
        _c("earlier_id", "text", "Saken den er flyttet eller sendt fra", "The item it was moved or passed from"),
        _c("fate", "text", "Hva som skjedde med den", "What became of it", "ordinary"),
        _c("fate_why", "text", "Hvorfor", "Why", "sensitive"),
        _c("is_passed_on", "bool", "Sendt videre til et annet team", "Passed on to another team"),
        _c("reported_at", "instant", "Meldt når", "Reported at"),
        _c("reported_by", "text", "Meldt av", "Reported by", "name"),
    ), ("id",), _TO_ARCHIVE),
    Table("meetings.Invitation", "decisions", "Innkallinger", "Invitations", (
        _OPAQUE, _MEETING, _PUPIL,
        _c("party", "text", "Hvem den kalte er for eleven", "What the one called is to the pupil", "ordinary"),
        _c("person_id", "int", "Personen", "The person", "name"), _c("user_id", "int", "Brukeren", "The user", "name"),
        _c("name", "text", "Navnet til en som ikke logger inn", "Name of one who does not sign in", "name"),
        _c("service", "text", "Tjenesten", "The service", "sensitive"),
        _c("invited_at", "instant", "Kalt inn når", "Called at"),
        _c("invited_by", "text", "Kalt inn av", "Called by", "name"),
        _c("answer", "text", "Svaret", "The answer", "ordinary"),
        _c("line", "text", "Linjen i svaret", "The answer's line", "sensitive"),
        _c("brings", "text", "Trygg person eleven tar med", "Trusted person the pupil brings", "name"),
        _c("answered_at", "instant", "Besvart når", "Answered at"),
        _c("answered_by", "text", "Besvart av", "Answered by", "name"),
        _c("lapse_told_at", "instant", "Sagt fra om at den ikke lenger gjelder", "Told that it no longer holds"),
        _c("was_there", "bool", "Var der; tomt: ikke ført", "Was there; empty: not said", "ordinary"),
    ), ("id",), _TO_ARCHIVE),
    Table("meetings.Minutes", "decisions", "Referater", "Minutes", (
        _ID, _ITEM, _c("number", "int", "Versjon", "Version"),
        _c("situation", "text", "Situasjonen", "The situation", "sensitive"),
        _c("conclusion", "text", "Konklusjonen", "The conclusion", "sensitive"),
        _c("reason", "text", "Hvorfor det er rettet", "Why it was corrected", "sensitive"), _FORM,
        _c("written_at", "instant", "Skrevet når", "Written at"),
        _c("written_by", "text", "Skrevet av", "Written by", "name"),
        _c("withdrawn_at", "instant", "Feilført når", "Withdrawn at"),
        _c("withdrawn_by", "text", "Merket feilført av", "Withdrawn by", "name"),
        _c("withdrawn_why", "text", "Hvorfor", "Why", "sensitive"),
    ), ("id",), _TO_ARCHIVE),
    Table("meetings.MinutesRead", "decisions", "Hvem som har lest et referat", "Who has read minutes", (
        _ID, _c("minutes_id", "int", "Referatet", "The minutes", "ordinary"),
        _c("user_id", "int", "Brukeren", "The user", "name"), _c("read_at", "instant", "Lest når", "Read at"),
    ), ("id",), _TO_ARCHIVE),
    Table("meetings.MeetingTask", "decisions", "Oppgaver fra møter", "Tasks from meetings", (
        _OPAQUE, _ITEM, _PUPIL,
        _c("party", "text", "Parten som skal gjøre det", "The party to do it", "ordinary"),
        _c("person_id", "int", "Personen", "The person", "name"),
        _c("who", "text", "Hvem, for andre enn skolens egne", "Who, for others than the school's own", "name"),
        _c("what", "text", "Hva som skal gjøres", "What is to be done", "sensitive"),
        _c("due_on", "date", "Innen", "Due on", "ordinary"),
        _c("state", "text", "Hvor den står", "Where it stands", "ordinary"),
        _c("asked_at", "instant", "Gitt når", "Asked at"), _c("asked_by", "text", "Gitt av", "Asked by", "name"),
    ), ("id",), _TO_ARCHIVE),
    Table("meetings.TaskStep", "decisions", "Steg i oppgaver fra møter", "Steps of tasks from meetings", (
        _ID, _c("task_id", "text", "Oppgaven", "The task", "ordinary"),
        _c("act", "text", "Hva som skjedde", "What happened", "ordinary"),
        _c("to_id", "int", "Den som fikk den", "Who it was given to", "name"),
        _c("reason", "text", "Hvorfor", "Why", "sensitive"),
        _c("at", "instant", "Når", "When"), _c("by", "text", "Av hvem", "By whom", "name"),
    ), ("id",), _TO_ARCHIVE),
)  # fmt: skip
