"""People choose how they are told of organisations."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='preference',
            name='category',
            field=models.CharField(choices=[('comment', 'Comments'), ('mention', 'Mentions'), ('request', 'Requests'), ('follow', 'Followers'), ('organisation', 'Organisations'), ('decision', 'Decisions'), ('security', 'Security')], max_length=12),
        ),
    ]
