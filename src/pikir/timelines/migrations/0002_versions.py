"""What editors want, what stood when, what formulas counted; editors' choices that stand go on standing."""

import django.db.models.deletion
import pikir.kernel.ids
from django.db import migrations, models


def keep_choices(apps, _schema):
    """Slots were what editors want until now: from now on they follow placements."""
    slots = apps.get_model("timelines", "Slot").objects.filter(until=None, hand="editor", editor__isnull=False)
    placements = apps.get_model("timelines", "Placement").objects
    for slot in slots:
        placements.create(
            place=slot.place, position=slot.position, post_id=slot.post_id, editor_id=slot.editor_id,
            since=slot.since,  # its reason was for the log of editors alone
        )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_attestations'),
        ('posts', '0008_life'),
        ('timelines', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('place', models.CharField(choices=[('lead', 'lead'), ('choice', 'read today'), ('strip', 'photo strip'), ('talked', 'most discussed'), ('read', 'most read'), ('woken', 'waking up'), ('other', 'from the other side'), ('column', 'column'), ('newest', 'newest')], max_length=12)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('reason', models.CharField(blank=True, default='', max_length=300)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Ranking',
            fields=[
                ('formula', models.CharField(choices=[('talked', 'Most discussed'), ('read', 'Most read'), ('woken', 'Waking up'), ('other', 'From the other side')], max_length=12, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('rows', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_index=True)),
                ('hands', models.JSONField(default=dict)),
            ],
        ),
        migrations.AddField(
            model_name='slot',
            name='numbers',
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name='slot',
            name='topic',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='posts.topic'),
        ),
        migrations.AlterField(
            model_name='slot',
            name='hand',
            field=models.CharField(choices=[('editor', 'editor'), ('newest', 'newest'), ('talked', 'most discussed'), ('read', 'most read'), ('woken', 'waking up'), ('other', 'from the other side')], default='editor', max_length=12),
        ),
        migrations.AlterField(
            model_name='slot',
            name='place',
            field=models.CharField(choices=[('lead', 'lead'), ('choice', 'read today'), ('strip', 'photo strip'), ('talked', 'most discussed'), ('read', 'most read'), ('woken', 'waking up'), ('other', 'from the other side'), ('column', 'column'), ('newest', 'newest')], max_length=12),
        ),
        migrations.AddIndex(
            model_name='slot',
            index=models.Index(fields=['until', 'since'], name='slot_when'),
        ),
        migrations.AddField(
            model_name='placement',
            name='editor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account'),
        ),
        migrations.AddField(
            model_name='placement',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='posts.post'),
        ),
        migrations.AddField(
            model_name='version',
            name='editor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.account'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(fields=['until'], name='placement_until'),
        ),
        migrations.RunPython(keep_choices, migrations.RunPython.noop, elidable=True),
    ]
