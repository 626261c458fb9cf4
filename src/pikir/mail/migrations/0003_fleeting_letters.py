"""Letters of which nothing is kept once they are sent."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0002_letter_headers'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='fleeting',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
