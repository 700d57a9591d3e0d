"""docs/reference/asvs.md: every requirement of levels 1 and 2 of OWASP ASVS 5.0, answered by a test or with a reason.

The words in asvs.csv are our own; the standard itself tells what each requirement is: https://github.com/OWASP/ASVS.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tettpaa.config.reference.markdown import table

ANSWERS = {
    "yes": "ja, prøvd",
    "doc": "ja, skrevet ned",
    "code": "i koden, ikke prøvd",
    "na": "gjelder ikke",
    "deviation": "avvik, begrunnet",
    "not_yet": "ikke ennå",
}
CHAPTERS = (
    "Koding og rensing", "Kontroll og forretningsregler", "Nettleseren", "HTTP og API", "Filer", "Innlogging", "Økter",
    "Tilgang", "Selvbærende token", "OAuth og OpenID", "Kryptografi", "Samband", "Oppsett", "Vern av opplysninger",
    "Kode og arkitektur", "Logg og feil", "WebRTC",
)  # fmt: skip

INTRO = (
    "Hvert krav i OWASP Application Security Verification Standard 5.0 på nivå 1 og 2, med prøven som viser det, en grunn til "
    "at det ikke gjelder, et avvik med grunn, hva som står i stedet og hvem som avgjør, eller hva som mangler. Ordene er "
    "våre; standarden sier hva kravet er. Svarene er egne, ikke en revisors."
)


@dataclass(frozen=True)
class Requirement:
    """One requirement: `evidence` are tests, commands or files that exist; `why` a reason, or what is missing.

    A deviation is not a yes: its `why` says the reason, what stands instead, and who decides.
    """

    requirement: str
    level: str
    words: str
    answer: str
    evidence: str
    why: str

    @property
    def chapter(self) -> int:
        return int(self.requirement.removeprefix("V").split(".")[0])

    @property
    def proofs(self) -> list[str]:
        """'tests/…::test_name', './dev prove NAME' or a path, one each."""
        return self.evidence.replace("./dev prove ", "./dev-prove-").split()


@cache
def requirements() -> tuple[Requirement, ...]:
    """In the standard's order."""
    text = files(__package__).joinpath("asvs.csv").read_text("utf-8")
    return tuple(Requirement(**row) for row in csv.DictReader(text.splitlines(), delimiter=";"))


def text() -> str:
    """The page: the counts, what is missing, then chapter by chapter."""
    counts = Counter((each.level, each.answer) for each in requirements())
    rows = [(f"nivå {level}", *(counts[level, answer] for answer in ANSWERS), _of(level)) for level in ("1", "2")]
    missing, apart = (_answered(answer) for answer in ("not_yet", "deviation"))
    return "\n".join([
        "# ASVS 5.0, nivå 1 og 2", "",
        INTRO, "",
        table(("", *ANSWERS.values(), "i alt"), rows), f"## Ikke ennå: {len(missing)}", "",
        table(("krav", "nivå", "hva", "hva som mangler"), ((e.requirement, e.level, e.words, e.why) for e in missing)),
        f"## Avvik, begrunnet: {len(apart)}", "",
        table(("krav", "nivå", "hva", "grunn, hva som står i stedet, og hvem som avgjør"),
              ((e.requirement, e.level, e.words, e.why) for e in apart)),
        *(_chapter(number, name) for number, name in enumerate(CHAPTERS, 1)),
    ])  # fmt: skip


def _answered(answer: str) -> list[Requirement]:
    return [each for each in requirements() if each.answer == answer]


def _of(level: str) -> int:
    return sum(each.level == level for each in requirements())


def _chapter(number: int, name: str) -> str:
    rows = [
        (each.requirement, each.level, each.words, ANSWERS[each.answer], _told(each))
        for each in requirements()
        if each.chapter == number
    ]
    return f"## V{number} {name}\n\n{table(('krav', 'nivå', 'hva', 'svar', 'bevis eller grunn'), rows)}"


def _told(each: Requirement) -> str:
    proofs = [f"`{proof.replace('./dev-prove-', './dev prove ')}`" for proof in each.proofs]
    return ". ".join(filter(None, (" ".join(proofs), each.why)))
