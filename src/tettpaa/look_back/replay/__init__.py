"""Rules on past years: whom they would have flagged and when, and what became of the pupils.

    outcomes.py   what became of a pupil in a school year: broke off, did not pass, neither, or unknown (pure)
    people.py     who the pupils of a year were, and their outcomes, read once
    warm.py       a year's facts as the fold takes them, kept in files that are mapped into memory
    replaying.py  rules over warm years: the first flag of each pupil, and the weeks with a new one
    measures.py   what of it came before the outcome, how long before, and how evenly (pure)
    load.py       how much work it would have been for contact teachers, week by week (pure)
    beside.py     rule sets and a yardstick counted for the same pupils and the same day (pure)
    yardstick/    how much the same data could tell: a model on earlier cohorts, tested on later ones, as curves
    jobs.py       years are made warm in the morning, and deleted with what they were made from

A replay knows what was known when the year was over: late corrections and registrations are in it. The nights
themselves knew less.
"""
