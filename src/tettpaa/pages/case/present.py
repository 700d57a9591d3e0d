"""Which kinds of things there are about a pupil: one read, so that the page does not ask for what is not there."""

from django.db import connection

TABLES = {
    "concerns": "concerns_concern", "flags": "flags_flagevent", "stairs": "stairs_steptaken",
    "contacts": "talks_contact", "questions": "talks_explanationrequest", "talks": "talks_talk",
    "rhythms": "talks_rhythm", "mappings": "mappings_mappingversion", "rounds": "mappings_inputround",
    "plans": "plans_plan", "measures": "measures_measure", "agenda": "meetings_agendaitem", "letters": "letters_letter",
    "referrals": "referrals_referral",
}  # fmt: skip
FACTS = {"flags_flagevent"}  # worked out from records, which follow the pupil to another school


def present(pupil: int) -> frozenset[str]:
    """Keys of `TABLES` in which something is about the pupil. Whether the reader may see it is asked by each part."""
    columns = ", ".join(
        f"EXISTS(SELECT 1 FROM {table} WHERE pupil_id = %(pupil)s{'' if table in FACTS else ' AND seal_id IS NULL'})"
        for table in TABLES.values()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", {"pupil": pupil})
        found = cursor.fetchone()
    return frozenset(key for key, is_there in zip(TABLES, found, strict=True) if is_there)
