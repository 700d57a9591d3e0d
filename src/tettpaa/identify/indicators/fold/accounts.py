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
def open_accounts(memberships, entries, subjects, accounts, account_of, work):
    """Give each of the pupil's subjects an account and mark the days on which one opens or closes; answer how many.

    `account_of` has the number of each slot's account, NO_ACCOUNT for others; `close_accounts` puts it back so.
    """
    count = 0
    for day in range(len(work.boundary)):
        work.boundary[day] = day == 0
    for place in range(len(memberships)):
        slot = memberships[place].slot
        if slot >= 0:
            work.boundary[memberships[place].since] = 1
            work.boundary[memberships[place].until + 1] = 1
            if account_of[slot] == NO_ACCOUNT and count < SUBJECTS_AT_MOST:
                account_of[slot] = count
                _open(accounts[count], slot, subjects)
                accounts[count].is_member = True
                count += 1
    for place in range(len(entries)):
        slot = entries[place].slot
        if slot >= 0 and account_of[slot] == NO_ACCOUNT and count < SUBJECTS_AT_MOST:
            account_of[slot] = count
            _open(accounts[count], slot, subjects)
            count += 1
    for one in range(count):
        work.counted[0, one] = 0
    return count


@compiled
def _open(account, slot, subjects):
    account.slot, account.planned = slot, subjects[slot].planned
    account.today, account.unregistered = 0, 0
    account.is_member, account.is_open = False, True


@compiled
def close_accounts(count, accounts, account_of):
    """Make `account_of` ready for the next pupil."""
    for one in range(count):
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
def count_event(entry, minutes, law, is_holy, account, counted):
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
def count_shares(place, after, entries, kept, law, is_holy, count, accounts, counted):
    """Count the whole-day entries of a day, `place` up to `after`, over the day's lessons in each subject."""
    for at in range(place, after):
        for one in range(count if kept[at].hundredths > 0 else 0):
            held = accounts[one].held
            minutes = min(held * kept[at].hundredths // WHOLE_DAY, held - accounts[one].today)
            if minutes > 0:
                counted[one] = count_event(entries[at], minutes, law, is_holy, accounts[one], counted[one])


@compiled
def gather_day(memberships, lessons, lesson_on, day, count, accounts, account_of):
    """Write on each account the minutes held and registered in the subject on a day."""
    for one in range(count):
        accounts[one].held, accounts[one].registered = 0, 0
    for place in range(len(memberships)):
        membership = memberships[place]
        if membership.slot >= 0 and membership.since <= day <= membership.until:
            at, one = lesson_on[membership.group, day], account_of[membership.slot]
            if at >= 0 and one != NO_ACCOUNT:
                accounts[one].held += lessons[at].held
                accounts[one].registered += lessons[at].registered


@compiled
def add_unregistered(count, accounts):
    """Lessons of the gathered day that nobody has registered come last in the account, as undocumented."""
    for one in range(count):
        account = accounts[one]
        account.unregistered += max(0, account.held - max(account.registered, account.today)) * 100
