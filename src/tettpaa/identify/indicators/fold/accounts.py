"""A pupil's account in each subject: what counts against the absence limit, in the order of events.

`indicators/limit.py` settles one subject plainly and is the judge of this (opplæringsforskrifta § 9-8). Minutes
are kept in hundredths, so that a percentage of planned minutes is a whole number. A whole-day entry is all the
lessons of the day that no lesson entry speaks of.
"""

from tettpaa.identify.indicators.fold.codes import COUNTS, EXEMPT, HOLY_DAY, SUBJECTS_AT_MOST, UNTIL_LIMIT
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.take import WHOLE_DAY

NO_ACCOUNT = -1


@compiled
def open_member_accounts(memberships, subjects, accounts, account_of):
    """Give each subject of the memberships an account; answer how many. `account_of` has their numbers by slot."""
    count = 0
    for place in range(len(memberships)):
        slot = memberships[place].slot
        if slot >= 0 and account_of[slot] == NO_ACCOUNT and count < SUBJECTS_AT_MOST:
            _open(count, slot, True, subjects, accounts, account_of)
            count += 1
    return count


@compiled
def open_other_accounts(entries, members, subjects, accounts, account_of):
    """Give each other subject that a pupil was absent from an account, after the `members`; answer how many in all."""
    count = members
    for place in range(len(entries)):
        slot = entries[place].slot
        if slot >= 0 and account_of[slot] == NO_ACCOUNT and count < SUBJECTS_AT_MOST:
            _open(count, slot, False, subjects, accounts, account_of)
            count += 1
    return count


@compiled
def _open(one, slot, is_member, subjects, accounts, account_of):
    account_of[slot] = one
    account = accounts[one]
    account.slot, account.planned, account.is_member = slot, subjects[slot].planned, is_member


@compiled
def close_accounts(begun, count, accounts, account_of):
    """Make `account_of` ready for others than the accounts from `begun` on."""
    for one in range(begun, count):
        account_of[accounts[one].slot] = NO_ACCOUNT


@compiled
def open_and_close(memberships, day, count, accounts, account_of):
    """Say which subjects the pupil has on a day; one without any membership is always open."""
    for one in range(count):
        accounts[one].is_open = not accounts[one].is_member
    for place in range(len(memberships)):
        slot = memberships[place].slot
        is_live = memberships[place].since <= day <= memberships[place].until
        if is_live and slot >= 0 and account_of[slot] != NO_ACCOUNT:
            accounts[account_of[slot]].is_open = True


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
def _count_event(entry, minutes, law, is_holy, account, counted):
    """What an account comes to when an event is added. Absence for health counts until the limit is reached."""
    account.today += minutes
    treat = law.treats[entry.cause, entry.documentation]
    if treat == HOLY_DAY:
        treat = EXEMPT if is_holy else COUNTS
    share = 0 if treat == EXEMPT else minutes * 100
    if treat == UNTIL_LIMIT and account.planned > 0:
        share = min(share, max(0, account.planned * law.limit_percent - counted))
    return counted + share


@compiled
def count_day(place, entries, kept, law, holy, members, count, accounts, account_of, counted, work):
    """Count a day's lesson entries, then its whole-day entries over the day's lessons; answer the next place."""
    begun, day, has_shares = place, entries[place].day, False
    is_holy = day == holy[0] or day == holy[1]
    for one in range(count):
        accounts[one].today = 0
    while place < len(entries) and entries[place].day == day:
        slot, minutes = entries[place].slot, kept[place].minutes
        has_shares = has_shares or kept[place].hundredths > 0
        one = account_of[slot] if slot >= 0 and minutes > 0 else NO_ACCOUNT
        if one != NO_ACCOUNT:
            told = entries[kept[place].by]
            counted[one] = _count_event(told, minutes, law, is_holy, accounts[one], counted[one])
        place += 1
    if has_shares:
        for at in range(begun, place):
            if kept[at].hundredths > 0:
                _count_share(
                    entries[at], kept[at].hundredths, law, is_holy, work.held_in[day], members, accounts, counted
                )
    return place


@compiled
def _count_share(entry, hundredths, law, is_holy, held_in, members, accounts, counted):
    """Count a whole-day entry over the day's lessons in each subject."""
    for one in range(members):
        held = held_in[one]
        minutes = min(held * hundredths // WHOLE_DAY, held - accounts[one].today)
        if minutes > 0:
            counted[one] = _count_event(entry, minutes, law, is_holy, accounts[one], counted[one])


@compiled
def unregistered_on(day, one, today, work):
    """Hundredths of minutes in a subject that nobody has registered on a day; they come last, as undocumented."""
    return max(0, work.held_in[day, one] - max(work.registered_in[day, one], today)) * 100
