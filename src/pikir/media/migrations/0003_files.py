"""Files that texts lead to."""

import django.db.models.deletion
import django.utils.timezone
import pikir.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('media', '0002_headers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(default=pikir.kernel.ids.make_name, max_length=32, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('kind', models.CharField(max_length=8)),
                ('size', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='accounts.account')),
            ],
            options={
                'indexes': [models.Index(fields=['account', '-id'], name='attachment_account')],
            },
        ),
    ]
