"""In whose name something was done."""

from django.db import migrations, models
from django.db.models import F


def name_accounts(apps, _schema):
    """What was done to an account belongs to it, also from before."""
    apps.get_model("audit", "Entry").objects.filter(kind="account").update(account_id=F("object_id"))


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='account_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.RunPython(name_accounts, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('account_id__isnull', False)), fields=['account_id', '-id'], name='audit_account'),
        ),
    ]
