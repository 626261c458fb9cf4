"""Wishes to leave, and handles that nobody gets again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_relations'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptHandle',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
            ],
        ),
        migrations.AlterField(
            model_name='account',
            name='state',
            field=models.CharField(choices=[('active', 'active'), ('suspended', 'suspended'), ('left', 'left')], default='active', max_length=12),
        ),
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fate', models.CharField(choices=[('keep', 'They stay, under the words “author left” in place of my name.'), ('withdraw', 'They are withdrawn: kept, but nobody can read them.'), ('erase', 'They are erased. Where others answered, an empty place stays.')], max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(db_index=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='departure', to='accounts.account')),
            ],
        ),
    ]
