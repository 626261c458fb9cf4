"""Terms and limits of the doors by mail, each with its reason."""

from datetime import timedelta

LINK_TERM = timedelta(days=30)  # twice the time in which an answer may be sent back
WISH_TERM = timedelta(days=3)  # as long as the letters of the doors are good; then the draft goes, photo and all
OFFICE_TERM = timedelta(
    days=45
)  # a term with its extension; an expired link is renewed by a letter to the same address
KEEP_MAIL = timedelta(days=90)  # that a letter was taken: mail servers deliver again for a week at most
WISHES_OPEN = 3  # unconfirmed drafts of one address at a time: nobody fills the mailbox of somebody else
REFUSALS = 3  # letters in a day that say to one address why its letter was not taken: a loop ends there
TAG_BYTES = 10  # of the signature in a reply address: 80 bits in 16 signs, so that all of it fits into 64
ADDRESS_LENGTH = 254
DOMAIN_LENGTH = 253
DIGEST_LENGTH = 64
WHAT_LENGTH = 8
FATE_LENGTH = 12
