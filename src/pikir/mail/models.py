"""Letters that leave the square."""

from django.db import models

from pikir.kernel.ids import make_id
from pikir.mail.kinds import ADDRESS_LENGTH, SUBJECT_LENGTH


class Letter(models.Model):
    """One letter to one address. Its words go away after a time; the row tells that there was one."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    to = models.CharField(max_length=ADDRESS_LENGTH)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=SUBJECT_LENGTH)
    text = models.TextField()
    html = models.TextField(blank=True, default="")
    fleeting = models.BooleanField(default=False, db_default=False)  # deleted, address and all, once it is sent
    headers = models.JSONField(null=True)  # beside those that every letter has
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)  # when the mail server took it; None for ever when none is set
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=120, blank=True, default="")  # kind of the last fault, without its words
    refused = models.BooleanField(default=False, db_default=False)  # for good: it is not tried again

    class Meta:
        db_table = "mail_outgoing"
        indexes = [  # the letters that wait are few among all that were ever sent
            models.Index(fields=["created_at"], name="mail_waiting", condition=models.Q(sent_at=None, refused=False)),
        ]
