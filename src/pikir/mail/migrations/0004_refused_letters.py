"""Letters that a mail server refused for good, and an index of those that wait."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0003_fleeting_letters'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='refused',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('refused', False), ('sent_at', None)), fields=['created_at'], name='mail_waiting'),
        ),
    ]
