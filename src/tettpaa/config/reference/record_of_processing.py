"""docs/reference/record-of-processing.md: the record of GDPR article 30, from the schema and its purposes."""

import datetime as dt

from tettpaa.config.reference.markdown import table
from tettpaa.schema import DECISION_TABLES, SOURCE_TABLES, Table
from tettpaa.schema.processing import Activity, activities, common
from tettpaa.trust.retention.rules import Rule, counted_from, kept_named, rules_on

TABLES = {**SOURCE_TABLES, **DECISION_TABLES}
CLASSES = {
    "name": "hvem noen er", "ordinary": "personlige forhold i hverdagen", "sensitive": "kan røpe helse, tro eller familie",
    "secret": "innlogging og nøkler",
}  # fmt: skip
COMMON = {
    "controller": "Behandlingsansvarlig", "processor": "Databehandler", "transfers": "Overføring til utlandet",
    "security": "Sikkerhet",
}  # fmt: skip
FROM = {
    "row": "raden selv", "end": "at den tok slutt", "left": "at personen sluttet", "school_year": "skoleårets slutt",
    "grown": "at eleven fylte 18", "settled": "at flagget ble senket", "never": "–", "with": "det den hører til",
}  # fmt: skip


def text() -> str:
    """The whole page."""
    facts = table(("", ""), ((words, common()[name]) for name, words in COMMON.items()))
    intro = (
        "Laget av skjemaet og `src/tettpaa/schema/processing.toml` etter personvernforordningen artikkel 30. "
        "Skoleeieren setter inn navn og kontakt for seg selv og personvernombudet, bekrefter grunnlagene "
        f"og legger til sitt eget. Lest mot kildene {common()['read']}."
    )
    return f"# Protokoll over behandling\n\n{intro}\n\n{facts}\n" + "\n".join(map(_activity, activities())) + _rules()


def _activity(activity: Activity) -> str:
    facts = table(("", ""), (
        ("Formål", activity.purpose), ("Grunnlag", activity.basis), ("Hvem det gjelder", ", ".join(activity.people)),
        ("Hvem som får se", activity.receivers),
    ))  # fmt: skip
    rows = table(("opplysninger", "slag", "lagres", "regnes fra"), (_row(TABLES[name]) for name in activity.tables))
    return f"## {activity.name}\n\n{facts}\n{rows}"


def _row(described: Table) -> tuple[str, ...]:
    held = {column.privacy for column in described.columns}
    kinds = ", ".join(words for name, words in CLASSES.items() if name in held)
    counted = counted_from(kept_named(described.name), described.retention)
    return f"{described.nb} (`{described.name}`)", kinds or "ingen om noen", described.retention, FROM[counted]


def _rules() -> str:
    rules = rules_on(dt.date.max).values()
    rows = ((f"`{rule.name}`", rule.words, _period(rule), FROM[rule.counted], rule.happens, rule.basis, rule.source)
            for rule in rules)  # fmt: skip
    head = ("regel", "i ord", "frist", "regnes fra", "så", "grunn", "kilde")
    words = "Slik de følger med. `plan` er et forslag som skoleeieren holder opp mot sin egen plan (`tettpaa retention set`)."
    return f"\n## Slettefrister\n\n{words}\n\n{table(head, rows)}"


def _period(rule: Rule) -> str:
    return str(rule.period) if rule.due_before_is_known else "–"
