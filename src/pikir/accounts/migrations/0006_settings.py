"""How people want pages to look, when they want quiet, whether search engines may list them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_pages'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='hides_from_search',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='user',
            name='look',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AddField(
            model_name='user',
            name='quiet_from',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='quiet_until',
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]
