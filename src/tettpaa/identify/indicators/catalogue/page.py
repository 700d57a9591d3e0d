"""docs/reference/indicators.md, made from the catalogue."""

from tettpaa.identify.indicators.catalogue import INDICATORS, Family, Indicator

TITLES: dict[Family, str] = {
    "absence": "Fravær", "subjects": "Fag mot fraværsgrensen", "grades": "Karakterer, orden og oppførsel",
    "context": "Det som følger eleven inn",
}  # fmt: skip
HEADING = "| I regler | Navn | Hva det er | Enhet | Vindu | Kilde |\n|---|---|---|---|---|---|"
KEPT_BY_ALL = """\
Skoledager er skolerutas, aldri ukedager. Dager og timer regnes aldri om i hverandre. Timer som ingen har ført,
er verken fravær eller nærvær: tallet er da kjent som sett, minst og mest, og det som mangler, er *ukjent*, aldri 0.
Sier flere rader noe om den samme timen eller dagen, teller tiden én gang, og den best dokumenterte raden teller først:
annen dokumentert grunn, helsepersonell, egenmelding, ingen. Rekkefølgen på radene fra kilden betyr ingenting.
"""


def text() -> str:
    """Every indicator by family, in bokmål with the English name beside."""
    lines = ["# Indikatorer", "", KEPT_BY_ALL]
    for family, title in TITLES.items():
        lines += [f"## {title}", "", HEADING]
        lines += [_row(each) for each in INDICATORS.values() if each.family == family]
        lines.append("")
    return "\n".join(lines)


def _row(indicator: Indicator) -> str:
    nb, en = indicator.words["nb"], indicator.words["en"]
    window = "ja" if indicator.is_windowed else "–"
    cells = [
        f"`{indicator.name}`", f"{nb.short} / {en.short}", nb.definition, indicator.unit, window, indicator.source,
    ]  # fmt: skip
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
