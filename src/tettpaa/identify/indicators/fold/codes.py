"""Numbers for the names that the compiled fold knows. They are kept nowhere: nothing outlives a run."""

DAYS = 366  # days of a school year, a leap day included
NONE = -32768  # not given, in columns of small integers

# What a day is marked with; sums over windows are sums of these.
REPORTED_DAY = 0
SCHEDULED = 1  # minutes of held lessons
REPORTED = 2  # minutes of them that somebody has registered
WHOLE = 3  # days of absence, in hundredths
SINGLE = 4  # minutes away on days not wholly missed
ALL = 5  # minutes away
UNDOC_WHOLE = 6  # hundredths
UNDOC_SINGLE = 7
ANY = 8
PARTIAL = 9
LATE = 10
MONDAY_FRIDAY = 11
FIRST = 12
LAST = 13
UNREPORTED = 14
UNKNOWN_CODE = 15
MARKS = 16  # a day's marks fill one line of a processor's cache

# How a gauge is found.
SUM = 0
SHARE = 1
DAY_SHARE = 2
TREND = 3
LONGEST = 4
CURRENT = 5
WEEKDAY = 6
SUBJECT = 7
GRADE = 8
CONTEXT = 9

# Windows.
LAST_DAYS = 0  # that many school days up to the day
SINCE = 1  # from that day of the school year

# Parts of SUBJECT; those before PASSES change only when something happens.
SHARE_MAX = 0
LEFT_MIN = 1
OVER_LIMIT = 2
OVER_DISCRETION = 3
PASSES = 4
SUBJECTS_AT_MOST = 64

# What the subject lines are written from: the highest share as used and planned minutes, hundredths left at least, and
# how many subjects are over the limit, over the discretion, or used without planned hours.
HIGHEST = 0
OUT_OF = 1
LEFT = 2
OVER = 3
BEYOND = 4
BLIND = 5
SUMS = 6

# Parts of GRADE.
IV_OR_1 = 0
IV = 1
CORE_LOW = 2
FALL = 3
BASIS = 4
ORDER = 5
CONDUCT = 6
REMARKS = 7
GRADE_PARTS = 8

# Parts of CONTEXT: columns of Context.known.
CHOICE = 0
POINTS = 1
EARLIER_DAYS = 2
EARLIER_HOURS = 3
ENTRY_CORE = 4
EARLIER_IV = 5
LATE_START = 6
CHANGED = 7  # the day of the change; NEVER if none
CONTEXT_PARTS = 8
NEVER = 30000

# Kinds of grade event.
TERM_GRADE = 0
EXAM = 1
BASIS_NOTICE = 2
ORDER_GRADE = 3
CONDUCT_GRADE = 4
REMARK_COUNT = 5

# How § 9-8 treats an absence.
COUNTS = 0
EXEMPT = 1
UNTIL_LIMIT = 2
HOLY_DAY = 3

# What a rule says of a pupil on a day. Kleene: all is the least, any is the most.
NOT = 0
UNKNOWN = 1
HOLDS = 2

NEVER_HELD = -1

# As known, at least, and at most: where lessons are not registered.
SEEN = 0
LOW = 1
HIGH = 2

# In a line: too early to say, although nothing is missing; no comparison holds. (NaN: missing, so unknown.)
NOT_YET = -float("inf")

# Documentation, as in the schema's order.
DOC_NONE = 0
DOC_SELF = 1
DOC_HEALTH = 2
DOC_OTHER = 3

# Units of absence rows.
LESSON_UNIT = 0
DAY_UNIT = 1
INTERVAL_UNIT = 2
