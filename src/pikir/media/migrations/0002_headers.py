"""Headers of profiles."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='picture',
            name='use',
            field=models.CharField(choices=[('post', 'post'), ('portrait', 'portrait'), ('header', 'header')], default='post', max_length=12),
        ),
    ]
