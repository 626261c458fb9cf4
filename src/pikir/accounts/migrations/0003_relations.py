"""Relations between accounts, filters, published block lists, and whom an account lets in."""


import django.db.models.deletion
import pikir.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_sessions'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='follow_policy',
            field=models.CharField(choices=[('anyone', 'anyone, at once'), ('request', 'whom I let in')], db_default='anyone', default='anyone', max_length=8),
        ),
        migrations.AddField(
            model_name='account',
            name='hides_follows',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='account',
            name='mentions_from',
            field=models.CharField(choices=[('everyone', 'everyone'), ('followed', 'those I follow'), ('nobody', 'nobody')], db_default='everyone', default='everyone', max_length=8),
        ),
        migrations.AddField(
            model_name='account',
            name='writes_from',
            field=models.CharField(choices=[('everyone', 'everyone'), ('followed', 'those I follow'), ('nobody', 'nobody')], db_default='everyone', default='everyone', max_length=8),
        ),
        migrations.CreateModel(
            name='BlockList',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('slug', models.SlugField(db_index=False, max_length=60)),
                ('since', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='block_lists', to='accounts.account')),
                ('targets', models.ManyToManyField(related_name='+', to='accounts.account')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'slug'), name='block_list_unique')],
            },
        ),
        migrations.CreateModel(
            name='Filter',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('words', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=240)),
                ('whole_word', models.BooleanField(default=False)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='filters', to='accounts.account')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'key'), name='filter_unique')],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('follow', 'follows'), ('request', 'asks to follow'), ('block', 'blocks'), ('mute', 'mutes')], max_length=8)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='accounts.account')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='related', to='accounts.account')),
            ],
            options={
                'indexes': [models.Index(fields=['source', 'kind', '-id'], name='relation_of'), models.Index(fields=['target', 'kind', '-id'], name='relation_to'), models.Index(condition=models.Q(('until__isnull', False)), fields=['until'], name='relation_until')],
                'constraints': [models.UniqueConstraint(fields=('source', 'target', 'kind'), name='relation_unique')],
            },
        ),
    ]
