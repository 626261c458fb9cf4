"""The public log, words taken out of texts, and reports of people without an account."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0002_trust'),
    ]

    operations = [
        migrations.CreateModel(
            name='LogDay',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'db_table': 'moderation_log_day',
            },
        ),
        migrations.CreateModel(
            name='LogHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(default=0)),
                ('hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
            options={
                'db_table': 'moderation_log_head',
            },
        ),
        migrations.CreateModel(
            name='Outsider',
            fields=[
                ('flag', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='outsider', serialize=False, to='moderation.flag')),
                ('email', models.EmailField(max_length=254)),
                ('language', models.CharField(max_length=8)),
            ],
        ),
        migrations.AlterField(
            model_name='decision',
            name='measure',
            field=models.CharField(choices=[('warn', 'Warn'), ('cover', 'Put a cover over it'), ('limit', 'Limit its reach'), ('front', 'Keep it off the front page'), ('lock', 'Close the comments'), ('blur', 'Blur the picture'), ('redact', 'Take words out'), ('hide', 'Hide'), ('remove', 'Remove'), ('suspend', 'Suspend the account')], max_length=10),
        ),
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=12)),
                ('decision_id', models.BigIntegerField(null=True)),
                ('body', models.JSONField()),
                ('before', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'db_table': 'moderation_log',
                'indexes': [models.Index(fields=['decision_id'], name='log_decision')],
            },
        ),
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('sealed', models.TextField()),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='redactions', to='moderation.decision')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('decision', 'number'), name='redaction_number')],
            },
        ),
    ]
