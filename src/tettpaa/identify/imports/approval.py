"""Who may let an import through, and when a reason is needed. Pure."""

from collections.abc import Collection
from typing import Literal

Answer = Literal["approve", "wait", "needs_reason"]


def answer(*, is_braked: bool, is_asked: bool, reason: str, is_flow: bool) -> Answer:
    """What to do with a compared import.

    `is_asked`: a person has said yes (on the page or with --approve). `is_flow`: an administrator has
    declared that this source may pass without a person looking; the brake holds it all the same.
    """
    if is_braked:
        if not is_asked:
            return "wait"
        return "approve" if reason.strip() else "needs_reason"
    return "approve" if is_asked or is_flow else "wait"


def still_covers(approved: Collection[tuple[str, str]], now: Collection[tuple[str, str]]) -> bool:
    """Whether an approval given for the holds `approved` covers those found when compared again.

    Each hold is (school, table). A new one has not been seen by anybody and needs a new approval.
    """
    return set(now) <= set(approved)
