"""Which texts lead to which files."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0003_files'),
        ('posts', '0003_writers'),
    ]

    operations = [
        migrations.CreateModel(
            name='PostAttachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='post_links', to='media.attachment')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachment_links', to='posts.post')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('post', 'attachment'), name='post_attachment_unique')],
            },
        ),
    ]
