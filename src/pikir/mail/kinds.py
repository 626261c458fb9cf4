"""Limits and times of mail, each with its reason."""

from datetime import timedelta

ADDRESS_LENGTH = 254  # the longest address that mail servers take
SUBJECT_LENGTH = 200  # readers see some seventy letters; this is a guard, not an aim
PAGE = 40  # letters on one page of the outbox
KEEP_WORDS = timedelta(days=30)  # long enough to answer "I got no letter"; letters hold names and secret links
KEEP_FLEETING = timedelta(days=7)  # of a last letter that no server takes: by then nobody will
KEEP_ROWS = timedelta(days=365)  # who was written to and when: a year for a dispute
SERVER_SECONDS = 15  # a mail server that says nothing for so long counts as away; the letter is tried again
FINAL = range(500, 600)  # what a mail server says when trying again would not help
WAITING_LEAST = timedelta(hours=1)  # by then a letter's own job has run, so that none goes out twice
WAITING_MOST = timedelta(days=3)  # an older letter would only confuse: its code or link has run out
WAITING_ROWS = 500  # letters taken up again at a time
