"""Personal archives."""

import django.db.models.deletion
import pikir.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_leaving'),
        ('transfer', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonalArchive',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='archive', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('token', models.CharField(default=pikir.kernel.ids.make_name, max_length=32, unique=True)),
                ('state', models.CharField(choices=[('making', 'being made'), ('ready', 'ready')], default='making', max_length=8)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('size', models.BigIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
            ],
        ),
    ]
