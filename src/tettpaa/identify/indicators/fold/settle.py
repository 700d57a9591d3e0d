"""What is left of each entry when corrections are taken back and no lesson or day is counted twice."""

from tettpaa.identify.indicators.fold.codes import DOC_NONE, DOC_OTHER
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.take import WHOLE_DAY


@compiled
def settle(entries, as_of, subjects, kept):
    """Fill `kept` for a pupil's entries through `as_of`; answer how many those are.

    A correction (a negative number) takes from the latest earlier entries of the same subject, cause
    and documentation, on its own day or before; what finds nothing to correct is dropped. Rows about the same
    lesson of the same group never count more than the longest of them or the subject's lesson length,
    whichever is more. A day never counts more than one. Of rows about the same time the best documented count
    first; a day documented as a whole speaks for its lessons too.
    """
    count, has_corrections = 0, False
    while count < len(entries) and entries[count].day <= as_of:
        kept[count].minutes = entries[count].minutes
        kept[count].hundredths = entries[count].hundredths
        kept[count].by = count
        has_corrections = has_corrections or entries[count].minutes < 0 or entries[count].hundredths < 0
        count += 1
    if has_corrections:
        for place in range(count):
            if kept[place].minutes < 0 or kept[place].hundredths < 0:
                _correct(entries, place, count, kept)
    _cap(entries, count, subjects, kept)
    return count


@compiled
def _correct(entries, place, count, kept):
    minutes, hundredths = max(0, -kept[place].minutes), max(0, -kept[place].hundredths)
    kept[place].minutes, kept[place].hundredths = 0, 0
    earlier = place
    while earlier + 1 < count and entries[earlier + 1].day == entries[place].day:
        earlier += 1
    while earlier >= 0 and (minutes > 0 or hundredths > 0):
        if _are_alike(entries[earlier], entries[place]):
            taken = min(minutes, max(0, kept[earlier].minutes))
            kept[earlier].minutes -= taken
            minutes -= taken
            taken = min(hundredths, max(0, kept[earlier].hundredths))
            kept[earlier].hundredths -= taken
            hundredths -= taken
        earlier -= 1


@compiled
def _are_alike(one, other):
    return one.slot == other.slot and one.cause == other.cause and one.documentation == other.documentation


@compiled
def _cap(entries, count, subjects, kept):
    """Look closer at the days on which several entries may be about the same time."""
    begun, has_shares, has_doubles = 0, False, False
    for place in range(count):
        if entries[place].day != entries[begun].day:
            if has_shares or has_doubles:
                _cap_day(entries, begun, place, subjects, kept)
            begun, has_shares, has_doubles = place, False, False
        # Entries of one lesson lie together, so only neighbours can be double.
        is_lesson = place > begun and entries[place].lesson > 0
        has_doubles = has_doubles or (is_lesson and entries[place].lesson == entries[place - 1].lesson)
        has_shares = has_shares or kept[place].hundredths > 0
    if has_shares or has_doubles:
        _cap_day(entries, begun, count, subjects, kept)


@compiled
def _cap_day(entries, begun, after, subjects, kept):
    """One day's entries, `begun` up to `after`: the best documented count first."""
    left, best = WHOLE_DAY, -1
    for documentation in range(DOC_OTHER, DOC_NONE - 1, -1):
        for place in range(begun, after):
            if entries[place].documentation == documentation:
                kept[place].hundredths = min(kept[place].hundredths, left)
                left -= kept[place].hundredths
                best = place if best < 0 and kept[place].hundredths > 0 else best
                if kept[place].minutes > 0 and entries[place].lesson > 0:
                    _cap_lesson(entries, begun, place, after, subjects, kept)
        if documentation == DOC_NONE + 1 and left == 0:
            _speak_for_lessons(entries, begun, after, best, kept)


@compiled
def _speak_for_lessons(entries, begun, after, best, kept):
    """A day documented as a whole documents its lessons."""
    for place in range(begun, after):
        if entries[place].documentation == DOC_NONE:
            kept[place].by = best


@compiled
def _cap_lesson(entries, begun, place, after, subjects, kept):
    """Leave to this entry what those about the same lesson that count before it have not used of its length."""
    used, longest = 0, kept[place].minutes
    if entries[place].slot >= 0:
        longest = max(longest, subjects[entries[place].slot].lesson_minutes)
    for other in range(begun, after):
        is_same = entries[other].lesson == entries[place].lesson and entries[other].group == entries[place].group
        if is_same and _counts_before(entries, other, place):
            used += kept[other].minutes
            longest = max(longest, kept[other].minutes)
    kept[place].minutes = max(0, min(kept[place].minutes, longest - used))


@compiled
def _counts_before(entries, one, other):
    if entries[one].documentation == entries[other].documentation:
        return one < other
    return entries[one].documentation > entries[other].documentation
