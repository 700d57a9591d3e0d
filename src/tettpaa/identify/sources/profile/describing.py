"""The page that explains the profile: every file, column by column, with an example of each. Made from the schema."""

from tettpaa.schema import SOURCE_TABLES, Column, Table

TYPES = {
    "text": "tekst", "id": "id", "int": "helt tall", "decimal": "tall", "date": "dato", "time": "klokkeslett",
    "bool": "ja/nei",
}  # fmt: skip

# Examples by column; those that mean something else in one table are given as table.column.
EXAMPLES = {
    "school_id": "974000001", "name": "Solvang videregående skole", "org_number": "974000001", "vigo_number": "31001",
    "person_id": "E1001", "given_name": "Elev", "family_name": "Eksempel", "birth_date": "2008-04-17", "sex": "k",
    "email": "elev@skolen.example", "feide_name": "elev@skolen.example", "written_form": "nb", "pupil_id": "E1001",
    "programme_code": "STUSP1----", "year_level": "Vg1", "valid_from": "2025-08-18", "valid_to": "",
    "leaving_code": "", "role": "pupil", "group_id": "1STA-2025", "kind": "class", "subject_code": "NOR1267",
    "guardian_id": "F2001", "has_parental_responsibility": "ja", "on": "2025-09-29", "is_school_day": "ja",
    "planned_hours": "113", "lesson_minutes": "45", "core": "norwegian", "lesson": "2", "starts": "09:10",
    "minutes": "45", "is_held": "ja", "registered_on": "2025-09-29", "registered_by_id": "L3001", "teacher_id": "L3001",
    "absence_id": "F-778210", "until": "", "unit": "lesson", "days": "", "code": "M", "cause": "", "documentation": "",
    "is_late": "nei", "begins": "2025-08-18", "ends": "2026-01-16", "value": "4", "is_documented": "nei", "term": "h1",
    "scale": "grade", "set_on": "2026-01-16", "number": "", "comment": "", "order_grade": "G", "conduct_grade": "G",
    "order_remarks": "1", "conduct_remarks": "0", "sent_on": "2025-11-03", "absence_percent": "8,5", "choice": "1",
    "grunnskolepoeng": "41,5", "earlier_absence_days": "6", "earlier_absence_hours": "11", "lowest_core_grade": "3",
    "is_first_start": "ja", "pupil_status": "E", "has_adult_subject": "nei", "is_cancelled": "nei", "step": "Vg3",
    "pupil_years.on": "2025-10-01", "apprenticeships.begins": "2024-08-15", "apprenticeships.ends": "2026-08-14",
    "apprenticeships.programme_code": "BATMF3----", "completions.on": "2026-06-19", "completions.code": "B",
    "employments.person_id": "L3001", "employments.role": "teacher", "groups.name": "1STA",
    "memberships.person_id": "E1001", "subjects.name": "Norsk", "subjects.subject_code": "NOR1267",
    "calendar.name": "", "absence_sums.unit": "days", "absence_sums.value": "3", "notices.kind": "absence",
    "people.person_id": "E1001", "groups.subject_code": "", "groups.group_id": "1STA-2025",
    "lessons.group_id": "1STA-NOR1267", "absences.group_id": "1STA-NOR1267", "grades.group_id": "1STA-NOR1267",
}  # fmt: skip


def example_of(table: Table, column: Column) -> str:
    """A made-up value that the profile takes."""
    return EXAMPLES.get(f"{table.name}.{column.name}", EXAMPLES[column.name])


def rule_of(column: Column) -> str:
    """What is asked of the value besides its kind: where an id leads, which values there are, the bounds."""
    parts = []
    if column.refers_to:
        parts.append(f"Viser til {column.refers_to}.csv.")
    if column.values:
        parts.append(f"En av: {', '.join(column.values)}.")
    if column.lowest is not None and column.highest is not None:
        unit = f" {column.unit}" if column.unit else ""
        parts.append(f"Fra {column.lowest:g} til {column.highest:g}{unit}.")
    return " ".join(parts)


def profile_page() -> str:
    """docs/reference/csv-profile.md."""
    parts = [_OPENING, *(_table(table) for table in SOURCE_TABLES.values())]
    return "\n".join(parts)


def _table(table: Table) -> str:
    lines = [f"## {table.file_name}", "", f"{table.nb} / {table.en}.", ""]
    if table.name == "absences":
        lines += ["Nøkkel: `absence_id` sammen med `pupil_id`; uten `absence_id` er hele raden nøkkelen.", ""]
    else:
        lines += [f"Nøkkel: {', '.join(f'`{name}`' for name in table.key)}.", ""]
    lines += ["| Kolonne | Må fylles ut | Slag | Betydning | Meaning |", "|---|---|---|---|---|"]
    for column in table.columns:
        meaning = f"{column.nb}. {rule_of(column)}".strip()
        required = "ja" if column.required else ""
        lines.append(f"| `{column.name}` | {required} | {TYPES[column.type]} | {meaning} | {column.en} |")
    heading = ";".join(column.name for column in table.columns)
    example = ";".join(example_of(table, column) for column in table.columns)
    return "\n".join([*lines, "", "```csv", heading, example, "```", ""])


_OPENING = """# Egen profil: CSV eller Excel

Én fil for hver tabell, med kolonnenavnene i første rad. Send filene i en mappe, en zip, eller som ett ark for
hver tabell i en arbeidsbok (.xlsx). Rekkefølgen på kolonner og rader er fri. Kolonner som ikke er
obligatoriske, kan utelates, og regnes da som tomme.

- Skilletegn: `;`, `,` eller tabulator. Tekst med skilletegn i settes i anførselstegn, og et anførselstegn i
  teksten skrives dobbelt.
- Tegnsett: UTF-8, med eller uten merke, eller Windows-1252.
- Dato: `2025-08-18` eller `18.08.2025`. Klokkeslett: `08:15`. Tall: `1,5` eller `1.5`, uten tusenskille.
- Ja og nei: `ja`/`nei`, `true`/`false` eller `1`/`0`.
- En fil med bare overskriftsraden sier at tabellen er tom. I en arbeidsbok regnes et ark uten rader som utelatt.

## profile.csv

Valgfri, med kolonnene `property;value`:

| property | value |
|---|---|
| `mode` | `full` (det vanlige) eller `changes` |
| `from`, `to` | perioden en full leveranse gjelder for daterte rader; uten dem hele skoleåret |

**Full**: tabellene i pakken erstatter det som er lagret for skolene i pakken og skoleåret. Tabeller som ikke er i
pakken, røres ikke. Skolene i pakken er de som står i `schools.csv`, ellers de radene hører til.

**Changes**: bare radene i pakken legges til eller endres. Med kolonnen `status` lik `deleted` trekkes en rad
tilbake; da trengs bare nøkkelen.

Daterte rader fra et annet skoleår legges i sitt eget år i begge tilfeller, så rettelser tas imot uansett alder.
Elevforhold, grupper og medlemskap gjelder alltid skoleåret som oppgis ved importen.
"""
