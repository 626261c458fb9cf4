"""Stances and rules of threads; supports, shares and bookmarks."""

import django.db.models.deletion
import pikir.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_pages'),
        ('media', '0002_headers'),
        ('posts', '0005_topics'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bookmark',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Boost',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='CountCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('checked', models.PositiveIntegerField()),
                ('repaired', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Folder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='ShareRule',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='share_rule', serialize=False, to='accounts.account')),
                ('circle', models.CharField(choices=[('everyone', 'everyone'), ('followers', 'my followers'), ('nobody', 'nobody')], max_length=9)),
            ],
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ThreadRules',
            fields=[
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='thread_rules', serialize=False, to='posts.post')),
                ('comments_from', models.CharField(blank=True, choices=[('everyone', 'everyone'), ('followed', 'those I follow'), ('nobody', 'nobody')], max_length=8)),
                ('closed_at', models.DateTimeField(null=True)),
                ('slow_seconds', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='post',
            name='folded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='post',
            name='quote_detached',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='post',
            name='quote_of',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='quotes', to='posts.post'),
        ),
        migrations.AddField(
            model_name='post',
            name='stance',
            field=models.CharField(blank=True, choices=[('for', 'for'), ('against', 'against'), ('neutral', 'neutral'), ('question', 'question')], db_default='', default='', max_length=8),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['root', '-support_count', 'listed_at_id'], name='post_thread_best'),
        ),
        migrations.AddField(
            model_name='bookmark',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.account'),
        ),
        migrations.AddField(
            model_name='bookmark',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='posts.post'),
        ),
        migrations.AddField(
            model_name='boost',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.account'),
        ),
        migrations.AddField(
            model_name='boost',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='boosts', to='posts.post'),
        ),
        migrations.AddField(
            model_name='folder',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.account'),
        ),
        migrations.AddField(
            model_name='bookmark',
            name='folder',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='bookmarks', to='posts.folder'),
        ),
        migrations.AddField(
            model_name='support',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.account'),
        ),
        migrations.AddField(
            model_name='support',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='posts.post'),
        ),
        migrations.AddIndex(
            model_name='boost',
            index=models.Index(fields=['account', '-id'], name='boost_account'),
        ),
        migrations.AddConstraint(
            model_name='boost',
            constraint=models.UniqueConstraint(fields=('account', 'post'), name='boost_unique'),
        ),
        migrations.AddConstraint(
            model_name='folder',
            constraint=models.UniqueConstraint(fields=('account', 'name'), name='folder_unique'),
        ),
        migrations.AddIndex(
            model_name='bookmark',
            index=models.Index(fields=['account', '-id'], name='bookmark_account'),
        ),
        migrations.AddIndex(
            model_name='bookmark',
            index=models.Index(fields=['folder', '-id'], name='bookmark_folder'),
        ),
        migrations.AddConstraint(
            model_name='bookmark',
            constraint=models.UniqueConstraint(fields=('account', 'post'), name='bookmark_unique'),
        ),
        migrations.AddConstraint(
            model_name='support',
            constraint=models.UniqueConstraint(fields=('account', 'post'), name='support_unique'),
        ),
    ]
