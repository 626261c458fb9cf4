"""Public positions that an account holds, beside the account."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_staff'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='mandates',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
    ]
