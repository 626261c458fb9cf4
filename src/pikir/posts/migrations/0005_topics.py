"""Topics, posts in them, who follows them; looks of blogs."""

import django.db.models.deletion
import pikir.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_pages'),
        ('posts', '0004_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='Blog',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='blog', serialize=False, to='accounts.account')),
                ('accent', models.CharField(blank=True, choices=[('', 'sky'), ('teal', 'lake'), ('forest', 'forest'), ('olive', 'steppe'), ('indigo', 'dusk'), ('plum', 'plum'), ('slate', 'stone')], default='', max_length=8)),
                ('about', models.TextField(blank=True, default='', max_length=5000)),
                ('html', models.TextField(blank=True, default='')),
                ('topics', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.CharField(max_length=68, unique=True)),
                ('name_kk', models.CharField(blank=True, default='', max_length=40)),
                ('name_ru', models.CharField(blank=True, default='', max_length=40)),
                ('name_en', models.CharField(blank=True, default='', max_length=40)),
                ('about_kk', models.CharField(blank=True, default='', max_length=300)),
                ('about_ru', models.CharField(blank=True, default='', max_length=300)),
                ('about_en', models.CharField(blank=True, default='', max_length=300)),
                ('is_column', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('kept', models.BooleanField(default=False)),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='posts.topic')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='posts.topic')),
            ],
        ),
        migrations.CreateModel(
            name='PostTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(null=True)),
                ('in_text', models.BooleanField(default=False)),
                ('reason', models.CharField(blank=True, default='', max_length=300)),
                ('listed_at_id', models.BigIntegerField(null=True)),
                ('editor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_links', to='posts.post')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='post_links', to='posts.topic')),
            ],
        ),
        migrations.CreateModel(
            name='TopicFollow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followed_topics', to='accounts.account')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='posts.topic')),
            ],
        ),
        migrations.CreateModel(
            name='TopicName',
            fields=[
                ('key', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spellings', to='posts.topic')),
            ],
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(condition=models.Q(('is_column', True)), fields=['position'], name='topic_columns'),
        ),
        migrations.AddIndex(
            model_name='posttopic',
            index=models.Index(fields=['topic', '-listed_at_id'], name='post_topic_listed'),
        ),
        migrations.AddIndex(
            model_name='posttopic',
            index=models.Index(condition=models.Q(('editor__isnull', False)), fields=['topic', '-listed_at_id'], name='post_topic_placed'),
        ),
        migrations.AddConstraint(
            model_name='posttopic',
            constraint=models.UniqueConstraint(fields=('post', 'topic'), name='post_topic_unique'),
        ),
        migrations.AddConstraint(
            model_name='topicfollow',
            constraint=models.UniqueConstraint(fields=('account', 'topic'), name='topic_follow_unique'),
        ),
    ]
