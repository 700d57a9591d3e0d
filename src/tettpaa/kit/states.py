"""How a row of a table of states looks, where people act on something until it is over. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """`word` as people read it, to be translated where shown; `look` from the table of looks, `owner` who must act,
    `acts` the ways on, and `event` the log's word for coming here.
    """

    key: str
    word: str
    look: str
    owner: str
    acts: dict[str, str]
    event: str
