"""Who invited somebody to act for an account, and as what people are named on its page."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_settings'),
    ]

    operations = [
        migrations.AddField(
            model_name='invitation',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='operator',
            name='position',
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        ),
    ]
