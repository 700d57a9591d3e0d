"""The second implementation of every indicator and rule: plain Python over lists and dates, no arrays.

Written from the definitions, one day and one row at a time, to be obviously right and to judge the fold.
It computes what it is asked and nothing ahead; it is slow, and nobody minds.
"""
