"""A subject's hours against its limit, as shares of one width: the limit stands at the same place in all bars."""

from dataclasses import dataclass

# Of the width: the limit; one and a half limits (15 % where the limit is 10 %) then ends at 93 %.
LIMIT_AT = 62.0


@dataclass(frozen=True)
class LimitBar:
    """One subject. All numbers in `unit` (hours); None is unknown.

    `used` is all absence, `counted` what is left after documentation, `limit` where the right to a grade
    is at risk, `projected` where `counted` ends at the present pace. `left` and `forecast` are the words
    beside and below: '3 timer igjen', 'Passeres uke 46 i dette tempoet'.
    """

    label: str
    limit: float
    used: float | None
    counted: float | None
    left: str = ""
    forecast: str = ""
    projected: float | None = None
    discretion: float | None = None
    unit: str = "hours"
    url: str = ""

    def share(self, value: float | None) -> float:
        """`value` as percent of the bar's width, never more than the whole."""
        if not value or self.limit <= 0:
            return 0.0
        return round(min(value / self.limit * LIMIT_AT, 100.0), 2)

    @property
    def is_over(self) -> bool:
        """More is counted than the limit allows: strictly more."""
        return self.counted is not None and self.counted > self.limit

    @property
    def counted_share(self) -> float:
        """Width of the counted part, in percent."""
        return self.share(self.counted)

    @property
    def used_share(self) -> float:
        """Width of all absence, in percent."""
        return self.share(self.used)

    @property
    def projected_share(self) -> float:
        """Width of what is to come, in percent; starts where the counted part ends."""
        return round(max(self.share(self.projected) - self.counted_share, 0.0), 2)

    @property
    def discretion_share(self) -> float:
        """Where the limit of discretion stands, in percent; 0 where there is none."""
        return self.share(self.discretion)
