"""The inner log: who did what, when and why."""

from django.db import models

from pikir.kernel.ids import make_id


class Entry(models.Model):
    """One act of one user, written in the transaction of the act. Never changed."""

    id = models.BigIntegerField(primary_key=True, default=make_id, editable=False)
    actor_id = models.BigIntegerField(null=True)  # user; null: the system itself. No key: the log outlives the user
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)  # of the thing acted on
    object_id = models.BigIntegerField()
    account_id = models.BigIntegerField(null=True)  # in whose name it was done, or on whose page
    reason = models.TextField(blank=True, default="")
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "object_id", "-id"], name="audit_object"),
            models.Index(
                fields=["account_id", "-id"], name="audit_account", condition=models.Q(account_id__isnull=False)
            ),
        ]
