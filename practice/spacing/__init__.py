"""When a refresher comes again. Pure: days and numbers in, days and numbers out.

FSRS (the package `fsrs`) says after how many days a card is likely to be forgotten. Everything that
makes this fit for working people stands here: whole days in the person's own calendar, no review on
a day off, few a day, another variant each time, and no pile after a break.
"""
