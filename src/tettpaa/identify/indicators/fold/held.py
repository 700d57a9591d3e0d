"""The lessons of pupils with the same memberships: by day, and by day and subject. Gathered once for all of them."""

from tettpaa.identify.indicators.fold.accounts import NO_ACCOUNT, close_accounts, open_member_accounts, unregistered_on
from tettpaa.identify.indicators.fold.compiled import compiled


@compiled
def gather_lessons(memberships, calendar, facts, as_of, closed, accounts, account_of, work):
    """Open an account for each subject of the memberships, after closing those of others, and fill what is held in it
    through `as_of` while the pupils are members; answer how many accounts there are.
    """
    close_accounts(0, closed, accounts, account_of)
    members = open_member_accounts(memberships, facts.subjects, accounts, account_of)
    for day in range(as_of + 1):
        work.held[day], work.registered[day], work.held_bits[day], work.open_bits[day] = 0, 0, 0, 0
        for one in range(members):
            work.held_in[day, one], work.registered_in[day, one] = 0, 0
    for place in range(len(memberships)):
        slot = memberships[place].slot
        one = account_of[slot] if slot >= 0 else NO_ACCOUNT
        _gather_group(memberships[place], one, facts.lessons, facts.lessons_of, as_of, work)
    for one in range(members):
        work.unregistered[one] = 0
        for day in range(as_of + 1):
            if calendar.is_school_day[day]:
                work.unregistered[one] += unregistered_on(day, one, 0, work)
    return members


@compiled
def _gather_group(membership, one, lessons, lessons_of, as_of, work):
    edges, until = lessons_of[membership.group], min(membership.until, as_of)
    for at in range(edges[0], edges[1]):
        lesson = lessons[at]
        if lesson.day > until:
            return
        if lesson.day >= membership.since:
            work.held[lesson.day] += lesson.held
            work.registered[lesson.day] += lesson.registered
            work.held_bits[lesson.day] |= lesson.held_bits
            work.open_bits[lesson.day] |= lesson.open_bits
            if one != NO_ACCOUNT:
                work.held_in[lesson.day, one] += lesson.held
                work.registered_in[lesson.day, one] += lesson.registered
