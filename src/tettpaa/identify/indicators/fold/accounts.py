"""A pupil's account in each subject: what counts against the absence limit, in the order of events.

`indicators/limit.py` settles one subject plainly and is the judge of this (opplæringsforskrifta § 9-8). Minutes
are kept in hundredths, so that a percentage of planned minutes is a whole number. A whole-day entry is all the
lessons of the day that no lesson entry speaks of.
"""

import numpy as np

from tettpaa.identify.indicators.fold.codes import COUNTS, EXEMPT, HOLY_DAY, SUBJECTS_AT_MOST, UNTIL_LIMIT
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.lessons import lessons_on
from tettpaa.identify.indicators.fold.take import WHOLE_DAY


@compiled
def open_accounts(memberships, entries, subjects, as_of, accounts, work):
    """Give each of the pupil's subjects an account and mark the days on which one opens or closes; answer how many."""
    count = np.int64(0)
    for day in range(len(work.boundary)):
        work.boundary[day] = day == 0
    for place in range(len(memberships)):
        if memberships[place].slot >= 0:
            count = _open_account(memberships[place].slot, count, subjects, accounts)
            work.boundary[memberships[place].since] = 1
            work.boundary[memberships[place].until + 1] = 1
    for one in range(count):
        accounts[one].is_member = True
    for place in range(len(entries)):
        if entries[place].slot >= 0:
            count = _open_account(entries[place].slot, count, subjects, accounts)
    for one in range(count):
        work.counted[0, one] = 0
    return count


@compiled
def _open_account(slot, count, subjects, accounts):
    """Open the subject's account if it has none and there is room; answer how many there are."""
    if number_of(slot, count, accounts) >= 0 or count == SUBJECTS_AT_MOST:
        return count
    account = accounts[count]
    account.slot, account.planned = slot, subjects[slot].planned
    account.is_member, account.is_open = False, True
    account.today, account.unregistered = 0, 0
    return count + 1


@compiled
def number_of(slot, count, accounts):
    """The number of a subject's account, −1 if it has none."""
    for one in range(count):
        if accounts[one].slot == slot:
            return one
    return -1


@compiled
def open_and_close(memberships, day, count, accounts):
    """Say which subjects the pupil has on a day; one without any membership is always open."""
    for one in range(count):
        accounts[one].is_open = not accounts[one].is_member
    for place in range(len(memberships)):
        if memberships[place].slot >= 0 and memberships[place].since <= day <= memberships[place].until:
            one = number_of(memberships[place].slot, count, accounts)
            if one >= 0:
                accounts[one].is_open = True


@compiled
def exempt_holy_days(entries, kept, law):
    """The pupil's first and last exempt day: the first documented holy days in any subject, at most two by law."""
    found, first, last = 0, -1, -1
    for place in range(len(entries)):
        entry = entries[place]
        is_kept = kept[place].minutes > 0 or kept[place].hundredths > 0
        is_holy = law.treats[entry.cause, entry.documentation] == HOLY_DAY
        if is_kept and is_holy and entry.day != last and found < law.holy_days:
            first = entry.day if found == 0 else first
            last = entry.day
            found += 1
    return first, last


@compiled
def count_day(place, entries, kept, memberships, lessons, lessons_of, law, is_holy, count, accounts, counted):
    """Count a day's lesson entries, then its whole-day entries over the day's lessons; answer the next place."""
    day, after, has_shares = entries[place].day, place, False
    while after < len(entries) and entries[after].day == day:
        has_shares = has_shares or kept[after].hundredths > 0
        if kept[after].minutes > 0 and entries[after].slot >= 0:
            one = number_of(entries[after].slot, count, accounts)
            if one >= 0:
                _count(entries[after], kept[after].minutes, law, is_holy, one, accounts, counted)
        after += 1
    if has_shares:
        gather_day(memberships, lessons, lessons_of, np.int64(day), count, accounts)
        for at in range(place, after):
            for one in range(count if kept[at].hundredths > 0 else 0):
                held = accounts[one].held
                minutes = min(held * kept[at].hundredths // WHOLE_DAY, held - accounts[one].today)
                if minutes > 0:
                    _count(entries[at], minutes, law, is_holy, one, accounts, counted)
    return after


@compiled
def gather_day(memberships, lessons, lessons_of, day, count, accounts):
    """Write on each account the minutes held and registered in the subject on a day."""
    for one in range(count):
        accounts[one].held, accounts[one].registered = 0, 0
    for place in range(len(memberships)):
        membership = memberships[place]
        if membership.slot < 0 or not membership.since <= day <= membership.until:
            continue
        edges = lessons_of[membership.group]
        at = lessons_on(day, lessons[edges[0] : edges[1]])
        one = number_of(membership.slot, count, accounts)
        if at >= 0 and one >= 0:
            accounts[one].held += lessons[edges[0] + at].held
            accounts[one].registered += lessons[edges[0] + at].registered


@compiled
def _count(entry, minutes, law, is_holy, one, accounts, counted):
    """Add what counts of an event to an account. Absence for health counts until the limit is reached."""
    account = accounts[one]
    account.today += minutes
    treat = law.treats[entry.cause, entry.documentation]
    if treat == HOLY_DAY:
        treat = EXEMPT if is_holy else COUNTS
    share = 0 if treat == EXEMPT else minutes * 100
    if treat == UNTIL_LIMIT and account.planned > 0:
        share = min(share, max(0, account.planned * law.limit_percent - counted[one]))
    counted[one] += share


@compiled
def add_unregistered(memberships, lessons, lessons_of, day, count, accounts):
    """Lessons nobody has registered come last in the account, as undocumented: the most it can turn out to be."""
    gather_day(memberships, lessons, lessons_of, day, count, accounts)
    for one in range(count):
        account = accounts[one]
        account.unregistered += max(0, account.held - max(account.registered, account.today)) * 100
