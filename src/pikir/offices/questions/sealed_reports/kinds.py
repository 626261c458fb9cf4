"""Limits of the sealed channel, each with its reason."""

CODE_LENGTH = 20  # characters of five bits: nobody guesses a hundred bits
LETTER_LENGTH = 10_000  # four pages: what somebody saw, with days and names
LETTERS_MAX = 200  # of one report, of both sides together
REPORTS_SHOWN = 100  # on the desk of who reads them
KEPT_DAYS = 90  # after it was closed, so that the last answer is read; then words and files are deleted
CODE = "sealed-report"  # keeps these codes apart from all others
