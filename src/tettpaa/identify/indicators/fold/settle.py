"""What is left of each entry when corrections are taken back and no lesson or day is counted twice."""

from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.take import WHOLE_DAY


@compiled
def settle(entries, as_of, subjects, kept):
    """Fill `kept` for a pupil's entries through `as_of`; answer how many those are.

    A correction (a negative number) takes from the latest earlier entries of the same subject, cause
    and documentation, on its own day or before; what finds nothing to correct is dropped. Rows about the same
    lesson of the same group never count more than the longest of them or the subject's lesson length,
    whichever is more. A day never counts more than one.
    """
    count, has_corrections = 0, False
    while count < len(entries) and entries[count].day <= as_of:
        kept[count].minutes = entries[count].minutes
        kept[count].hundredths = entries[count].hundredths
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
    """Entries of one lesson lie together, so only neighbours can be double."""
    day_sum = 0
    for place in range(count):
        is_new_day = place == 0 or entries[place].day != entries[place - 1].day
        day_sum = 0 if is_new_day else day_sum
        kept[place].hundredths = min(kept[place].hundredths, WHOLE_DAY - day_sum)
        day_sum += kept[place].hundredths
        if not is_new_day and kept[place].minutes > 0 and entries[place].lesson > 0:
            _cap_lesson(entries, place, subjects, kept)


@compiled
def _cap_lesson(entries, place, subjects, kept):
    """Leave to this entry what earlier ones about the same lesson have not used of its length."""
    used, longest = 0, kept[place].minutes
    if entries[place].slot >= 0:
        longest = max(longest, subjects[entries[place].slot].lesson_minutes)
    earlier = place - 1
    while earlier >= 0 and entries[earlier].day == entries[place].day:
        if entries[earlier].lesson != entries[place].lesson:
            break
        if entries[earlier].group == entries[place].group:
            used += kept[earlier].minutes
            longest = max(longest, kept[earlier].minutes)
        earlier -= 1
    kept[place].minutes = max(0, min(kept[place].minutes, longest - used))
