"""Posts that stand first on a profile."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_pages'),
        ('posts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='accounts.account')),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pin', to='posts.post')),
            ],
            options={
                'indexes': [models.Index(fields=['account', 'position'], name='pin_account')],
            },
        ),
    ]
