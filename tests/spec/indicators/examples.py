"""Drawn weeks with the numbers they must give; `indicator` is of the year so far, `indicator/5` of 5 school days.

A number of three is as seen, at least and at most; −inf is too early to say.
"""

from math import inf
from typing import NamedTuple


class Example(NamedTuple):
    """A drawing, what it shows, and what it must give."""

    shows: str
    drawing: str
    gives: dict[str, float | tuple[float, float, float]]
    planned_hours: int = 100


THREE_FULL_WEEKS = """
    .... .... .... .... ....
    .... .... .... .... ....
    .... .... .... .... ....
"""

EXAMPLES = [
    Example("a pupil who is always there", THREE_FULL_WEEKS, {
        "absence_days": 0, "single_hours": 0, "all_hours": 0, "absence_share": 0, "absence_day_share": 0,
        "longest_streak": 0, "current_streak": 0, "weekday_run": 0, "unreported_days": 0, "subject_share_max": 0,
        "subject_hours_left_min": 10, "subjects_over_limit": 0, "late_count": 0, "first_lesson_count": 0,
    }),
    Example("days and single hours are kept apart", """
        XXXX X... .XX. .... ....
    """, {
        "absence_days": 1, "single_hours": 3, "all_hours": 7, "absent_school_days": 3, "partial_days": 2,
        "absence_share": 35, "absence_day_share": 20, "undocumented_days": 1, "undocumented_hours": 3,
    }),
    Example("a day the source gives is a day, and half a day half of one", """
        D    H    X... .... ....
    """, {
        "absence_days": 1.5, "single_hours": 1, "all_hours": 7, "partial_days": 2, "longest_streak": 1,
        "undocumented_days": 1.5,
    }),
    Example("documented is not undocumented, and one undocumented lesson makes the day so", """
        ssss dddX d.s. ..X. ....
    """, {
        "absence_days": 2, "undocumented_days": 1, "single_hours": 3, "undocumented_hours": 1,
    }),
    Example("a day told twice is as documented as the best row about it, in whichever order they come", """
        D+w  ....+w+X  ....+X+w  ....  D
    """, {"absence_days": 4, "undocumented_days": 1, "subject_share_max": 5}, planned_hours=20),
    Example("a day recorded as documented speaks for its lessons too", """
        XXXX+w  X...+w  H+w  X...  ....
    """, {
        "absence_days": 3, "undocumented_days": 0, "single_hours": 1, "undocumented_hours": 1, "subject_share_max": 5,
    }, planned_hours=20),
    Example("late is not absence", """
        l... ..l. .... l... ....
    """, {"late_count": 3, "absence_days": 0, "single_hours": 0, "absent_school_days": 0, "first_lesson_count": 0}),
    Example("a code nobody has explained counts as undocumented, and is told", """
        c... .... ..c. .... ....
    """, {"unknown_code_rows": 2, "single_hours": 2, "undocumented_hours": 2}),
    Example("windows count school days, not days", """
        XXXX .... .... .... ....
        -    -    -    -    -
        .... .... XXXX - .
    """, {
        "absence_days": 2, "absence_days/5": 1, "absence_days/8": 1, "absence_days/9": 2, "absent_school_days/1": 0,
    }),
    Example("a streak passes over days without school", """
        .... .... .... XXXX XXXX
        -    -    -    -    -
        XXXX XXXX .... XXXX XXXX
    """, {"longest_streak": 4, "current_streak": 2, "longest_streak/4": 2, "longest_streak/6": 3}),
    Example("partly away breaks a streak", """
        XXXX XXXX XX.. XXXX ....
    """, {"longest_streak": 2, "current_streak": 0}),
    Example("four Mondays in a row, one of them a holiday", """
        X... .... .... .... ....
        XXXX .... .... .... ....
        -    .... .... .... X...
        .X.. .... .... .... X...
        ...X .... .... .... ....
    """, {"weekday_run": 4, "monday_friday_days": 6, "absent_school_days": 6}),
    Example("a run ends the first time the pupil is there", """
        X... .... .... .... ....
        X... .... .... .... ....
        .... .... .... .... ....
    """, {"weekday_run": 0}),
    Example("first and last lesson, but not on days wholly missed", """
        X... ...X X..X XXXX ..X.
    """, {"first_lesson_count": 2, "last_lesson_count": 2, "partial_days": 4, "absence_days": 1}),
    Example("what nobody has registered is neither presence nor absence", """
        XXXX ???? .... ..?. X?..
    """, {
        "absence_days": (1, 1, 2), "single_hours": (1, 1, 7 - 1 / 60), "unreported_days": 3,
        "absence_share": (35.714, 25, 55), "absent_school_days": (2, 2, 4), "absence_day_share": (25, 20, 40),
        "partial_days": (1, 1, 3), "longest_streak": (1, 1, 2), "first_lesson_count": (1, 1, 2),
    }),
    Example("a day that may yet turn out whole takes its hours with it", """
        .... XX?? .... .... ....
    """, {
        "absence_days": (0, 0, 1), "single_hours": (2, 0, 4 - 1 / 60), "partial_days": (1, 0, 1),
        "all_hours": (2, 2, 4), "undocumented_hours": (2, 0, 4 - 1 / 60), "first_lesson_count": (1, 0, 1),
    }),
    Example("nothing registered yet: the number is not nought", """
        ???? ????
    """, {"absence_days": (0, 0, 2), "absence_share": (-inf, 0, 100), "current_streak": (0, 0, 2)}),
    Example("10 % is within, more is over (§ 9-8: strictly more)", """
        X... X... .... .... ....
    """, {"subject_share_max": 10, "subjects_over_limit": 0, "subject_hours_left_min": 0}, planned_hours=20),
    Example("over 10 % and over 15 %", """
        X... X... X... .... ....
        X... .X.. .X.. .X.. ....
    """, {
        "subject_share_max": 20, "subjects_over_limit": 2, "subjects_over_discretion": 1, "subject_hours_left_min": 0,
        "subject_passes_within": 0,
    }, planned_hours=20),
    Example("a doctor's note counts until the limit is reached, and not after", """
        s... X... d... d... d...
    """, {"subject_share_max": 10, "subjects_over_limit": 0}, planned_hours=20),
    Example("documented welfare never counts", """
        w... w... w... w... X...
    """, {"subject_share_max": 5, "subjects_over_limit": 0}, planned_hours=20),
    Example("two holy days in the year, whichever the subjects", """
        h... .h.. h... .... ....
    """, {"subject_share_max": 5, "subjects_over_limit": 0}, planned_hours=20),
    Example("a day away is all its lessons in each subject", """
        D    .... .... .... ....
    """, {"subject_share_max": 5, "subject_hours_left_min": 1}, planned_hours=20),
    Example("lessons nobody has registered may be absence in the subject", """
        X... ?... ?... .... ....
    """, {"subject_share_max": (5, 5, 15), "subjects_over_limit": (0, 0, 1), "subject_hours_left_min": (1, 0, 1)},
        planned_hours=20),
    Example("too early for a trend or a projection", THREE_FULL_WEEKS, {
        "trend_days": -inf, "trend_hours": -inf, "subject_passes_within": -inf,
    }),
    Example("20 school days against the 20 before", """
        XXXX .... .... .... ....
        .... .... .... .... ....
        X... .... .... .... ....
        .... .... .... .... ....
        XXXX .... .... .... ....
        XXXX .... .X.. .... ....
        XXXX .... .... .... ....
        .... .... .... .... ....
    """, {"trend_days": 2, "trend_hours": 0, "absence_days/20": 3}),
]  # fmt: skip
