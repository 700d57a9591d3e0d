"""Messages: what people are told, and that they have seen it. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type

_TWO_YEARS = "To år etter at den ble skrevet: en beskjed er en påminning, saken står der den hører hjemme"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


MESSAGES = (
    Table("outbox.Message", "decisions", "Beskjeder", "Messages", (
        _c("id", "text", "Tilfeldig id", "Random id"),
        _c("to_id", "int", "Den som får beskjeden", "Who is told", "name"),
        _c("pupil_id", "int", "Eleven den gjelder, som nøkkel; tomt: ingen", "The pupil it is about; empty: nobody", "ordinary"),
        _c("kind", "text", "Slag beskjed", "Kind of message", "ordinary"),
        _c("about", "text", "Id i adressen til siden den fører til", "Id in the address of the page it leads to"),
        _c("once", "text", "Hva som gjør den til én", "What makes it one"),
        _c("is_urgent", "bool", "Sendes med en gang", "Is sent at once"),
        _c("queued_at", "instant", "Skrevet når", "Written at"), _c("queued_by", "text", "Skrevet av", "Written by", "name"),
        _c("seen_at", "instant", "Sett når", "Seen at"),
    ), ("id",), _TWO_YEARS),
    Table("channels.Delivery", "decisions", "Sendinger", "Deliveries", (
        _c("id", "text", "Tilfeldig id, også i e-postens Message-ID", "Random id, the mail's Message-ID too"),
        _c("channel", "text", "Kanalen", "The channel"),
        _c("to_id", "int", "Den som får sendingen", "Who gets it", "name"),
        _c("pupil_id", "int", "Eleven den gjelder, som nøkkel; tomt: ingen", "The pupil it is about; empty: nobody", "ordinary"),
        _c("message_id", "text", "Beskjeden den sier fra om", "The message it tells of"),
        _c("week", "date", "Uka, for ukebrevet", "The week, of a digest"),
        _c("about", "text", "Brevet den bærer", "The letter it carries"),
        _c("subject", "text", "Emnet, for brev", "Subject, of letters", "ordinary"),
        _c("body", "text", "Teksten, for brev", "Text, of letters", "sensitive"),
        _c("state", "text", "Hvor den står", "Where it stands"),
        _c("why", "text", "Hvorfor den ikke gikk", "Why it did not leave", "sensitive"),
        _c("attempts", "int", "Antall forsøk", "Attempts"),
        _c("is_perhaps_double", "bool", "Kan være sendt to ganger", "May have been sent twice"),
        _c("next_try_at", "instant", "Neste forsøk", "Next try at"),
        _c("claimed_until", "instant", "Holdes av en som sender, til", "Held by a sender until"),
        _c("queued_at", "instant", "Bestilt når", "Ordered at"), _c("sent_at", "instant", "Sendt når", "Sent at"),
    ), ("id",), _TWO_YEARS),
)  # fmt: skip
