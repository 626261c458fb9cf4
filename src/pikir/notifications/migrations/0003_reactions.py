"""Reactions are a category of notices."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0002_organisations'),
    ]

    operations = [
        migrations.AlterField(
            model_name='preference',
            name='category',
            field=models.CharField(choices=[('comment', 'Comments'), ('mention', 'Mentions'), ('request', 'Requests'), ('follow', 'Followers'), ('organisation', 'Organisations'), ('reaction', 'Reactions'), ('decision', 'Decisions'), ('security', 'Security')], max_length=12),
        ),
    ]
