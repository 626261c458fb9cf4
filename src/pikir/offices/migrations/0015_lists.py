"""The day after which a question is late, and an index for every public list."""

from django.db import migrations, models


def reckon(apps, _schema):
    """Open questions know it from their due day; those that went above from the day that was due before they did."""
    questions = apps.get_model("offices", "Question").objects.filter(due__isnull=False, still=False)
    questions.exclude(state="escalated").update(late_after=models.F("due"))
    for question in questions.filter(state="escalated").iterator():
        before = question.events.exclude(state="escalated").order_by("-number").values_list("due", flat=True).first()
        question.late_after = before or question.due
        question.save(update_fields=["late_after"])


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0013_letters'),
    ]

    operations = [
        migrations.AddField(
            model_name='question',
            name='late_after',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['position', '-post'], name='question_position_newest'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['topic', '-post'], name='question_topic_newest'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['territory', '-post'], name='question_place_newest'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('late_after__isnull', False)), fields=['late_after', 'post'], name='question_late'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('late_after__isnull', False)), fields=['office', 'late_after', 'post'], name='question_office_late'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('late_after__isnull', False)), fields=['position', 'late_after', 'post'], name='question_position_late'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('late_after__isnull', False)), fields=['topic', 'late_after', 'post'], name='question_topic_late'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('late_after__isnull', False)), fields=['territory', 'late_after', 'post'], name='question_place_late'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['office', '-answered_at', 'post'], name='question_office_answered'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['outcome', '-post'], name='question_ended'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['position', '-answered_at', 'post'], name='question_position_answered'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['state', '-last_at'], name='question_state_last'),
        ),
        migrations.RunPython(reckon, migrations.RunPython.noop, elidable=True),
    ]
