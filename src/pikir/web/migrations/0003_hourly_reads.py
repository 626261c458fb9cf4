"""Counts by hour and source in the place of counts by minute, which nothing asked for yet."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('web', '0002_reads'),
    ]

    operations = [
        migrations.DeleteModel(name='Reads'),
        migrations.CreateModel(
            name='Reads',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=200)),
                ('hour', models.IntegerField()),
                ('source', models.CharField(max_length=8)),
                ('count', models.IntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['hour'], name='web_reads_hour')],
                'constraints': [models.UniqueConstraint(fields=('path', 'hour', 'source'), name='web_reads_path_hour')],
            },
        ),
    ]
