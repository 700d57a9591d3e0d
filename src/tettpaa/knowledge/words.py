"""A text of the data that people read, in the three languages of the pages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Bokmål, nynorsk and English."""

    nb: str
    nn: str
    en: str

    def said(self, language: str) -> str:
        """In the language asked for, by its first two letters; bokmål where there is no other."""
        return {"nn": self.nn, "en": self.en}.get(language[:2], self.nb)
