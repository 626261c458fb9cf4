"""A place of the front page for what is owed, by the hand of the clock."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timelines', '0002_versions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='placement',
            name='place',
            field=models.CharField(choices=[('lead', 'lead'), ('choice', 'read today'), ('strip', 'photo strip'), ('talked', 'most discussed'), ('read', 'most read'), ('woken', 'waking up'), ('other', 'from the other side'), ('overdue', 'overdue'), ('column', 'column'), ('newest', 'newest')], max_length=12),
        ),
        migrations.AlterField(
            model_name='ranking',
            name='formula',
            field=models.CharField(choices=[('talked', 'Most discussed'), ('read', 'Most read'), ('woken', 'Waking up'), ('other', 'From the other side'), ('overdue', 'Longest overdue')], max_length=12, primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name='slot',
            name='hand',
            field=models.CharField(choices=[('editor', 'editor'), ('newest', 'newest'), ('talked', 'most discussed'), ('read', 'most read'), ('woken', 'waking up'), ('other', 'from the other side'), ('overdue', 'a duty that is overdue')], default='editor', max_length=12),
        ),
        migrations.AlterField(
            model_name='slot',
            name='place',
            field=models.CharField(choices=[('lead', 'lead'), ('choice', 'read today'), ('strip', 'photo strip'), ('talked', 'most discussed'), ('read', 'most read'), ('woken', 'waking up'), ('other', 'from the other side'), ('overdue', 'overdue'), ('column', 'column'), ('newest', 'newest')], max_length=12),
        ),
    ]
