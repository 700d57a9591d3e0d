"""Plans: what is done for a pupil, by whom and when. Tables of the decisions (`decisions.py`)."""

from tettpaa.schema.tables import Column, Privacy, Table, Type

_FIVE_YEARS = "Fem år etter at personen sluttet, så til arkivet (skoleeiers arkivplan)"


def _c(name: str, kind: Type, nb: str, en: str, privacy: Privacy = "none") -> Column:
    return Column(name, kind, nb, en, privacy)


_ID = _c("id", "int", "Løpenummer", "Serial number")
_PLAN = _c("plan_id", "text", "Planen", "The plan", "ordinary")
_VERSION = _c("version_id", "int", "Planversjonen", "The version of the plan", "ordinary")
_STATE = _c("state", "text", "Hvor planen står", "Where the plan stands", "ordinary")

PLANS = (
    Table("plans.Plan", "decisions", "Planer, og valg om å la være", "Plans, and choices of no plan", (
        _c("id", "text", "Tilfeldig id", "Random id"),
        _c("case_id", "text", "Saken", "The case", "ordinary"),
        _c("pupil_id", "int", "Eleven, som nøkkel", "The pupil, as a key", "ordinary"),
        _STATE,
        _c("form_id", "text", "Skjemaet den ble begynt i", "The form it was begun in"),
        _c("made_at", "instant", "Begynt når", "Begun at"), _c("made_by", "text", "Begynt av", "Begun by", "name"),
    ), ("id",), _FIVE_YEARS),
    Table("plans.PlanVersion", "decisions", "Versjoner av planer", "Versions of plans", (
        _ID, _PLAN,
        _c("number", "int", "Versjonsnummer", "Version number"),
        _c("form", "text", "Versjonen av skjemaet", "The version of the form"),
        _c("problem", "text", "Hva planen skal løse", "What the plan is to solve", "sensitive"),
        _c("goals", "text", "Målet", "The goal", "sensitive"),
        _c("tried", "text", "Hva som er prøvd før", "What has been tried before", "sensitive"),
        _c("evaluate_on", "date", "Evalueres den", "Evaluated on", "ordinary"),
        _c("pupil_view", "text", "Hva eleven mener", "What the pupil thinks", "sensitive"),
        _c("pupil_why", "text", "Hvorfor eleven ikke er hørt", "Why the pupil has not been heard", "sensitive"),
        _c("guardian_view", "text", "Hva de foresatte mener", "What the guardians think", "sensitive"),
        _c("guardian_why", "text", "Hvorfor de foresatte ikke er hørt", "Why the guardians have not been heard", "sensitive"),
        _c("form_id", "text", "Skjemaet den ble skrevet i", "The form it was written in"),
        _c("saved_at", "instant", "Lagret når", "Saved at"), _c("saved_by", "text", "Lagret av", "Saved by", "name"),
    ), ("id",), _FIVE_YEARS),
    Table("plans.PlanLine", "decisions", "Tiltak i planer", "Measures in plans", (
        _ID, _VERSION,
        _c("place", "int", "Plassen i planen", "Place in the plan"),
        _c("what", "text", "Hva som gjøres", "What is done", "sensitive"),
        _c("who", "text", "Hvem som gjør det", "Who does it", "name"),
        _c("first_on", "date", "Fra og med", "From, inclusive", "ordinary"),
        _c("last_on", "date", "Til og med; tomt: inntil videre", "To, inclusive; empty: open", "ordinary"),
    ), ("id",), _FIVE_YEARS),
    Table("plans.PlanStep", "decisions", "Planens steg", "Steps of a plan", (
        _ID, _PLAN, _STATE,
        _c("reason", "text", "Hvorfor", "Why", "sensitive"),
        _c("at", "instant", "Når", "When"), _c("by", "text", "Av hvem", "By whom", "name"),
    ), ("id",), _FIVE_YEARS),
    Table("plans.PlanEvaluation", "decisions", "Evalueringer av planer", "Evaluations of plans", (
        _ID, _VERSION,
        _c("helped", "text", "Hva som hjalp", "What helped", "sensitive"),
        _c("did_not_help", "text", "Hva som ikke hjalp", "What did not help", "sensitive"),
        _c("goes_on", "bool", "Planen går videre", "The plan goes on", "ordinary"),
        _c("evaluated_at", "instant", "Evaluert når", "Evaluated at"),
        _c("evaluated_by", "text", "Evaluert av", "Evaluated by", "name"),
    ), ("id",), _FIVE_YEARS),
)  # fmt: skip
