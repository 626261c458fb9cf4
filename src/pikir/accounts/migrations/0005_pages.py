"""Pages of accounts, handles that were given up, invitations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_leaving'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='operator',
            name='shown',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name='OldHandle',
            fields=[
                ('handle_key', models.CharField(max_length=30, primary_key=True, serialize=False)),
                ('given_up_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='old_handles', to='accounts.account')),
            ],
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='profile', serialize=False, to='accounts.account')),
                ('reads', models.JSONField(default=list)),
                ('header', models.CharField(blank=True, default='', max_length=64)),
                ('header_width', models.PositiveIntegerField(default=0)),
                ('header_alt', models.CharField(blank=True, default='', max_length=300)),
                ('header_x', models.PositiveSmallIntegerField(default=50)),
                ('header_y', models.PositiveSmallIntegerField(default=50)),
                ('hours', models.JSONField(default=list)),
                ('contacts', models.TextField(blank=True, default='', max_length=500)),
                ('habits', models.CharField(blank=True, default='', max_length=200)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.territory')),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('owner', 'owner'), ('editor', 'editor'), ('writer', 'writer')], max_length=12)),
                ('since', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='accounts.account')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'account'), name='invitation_unique')],
            },
        ),
        migrations.CreateModel(
            name='ProfileLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('label', models.CharField(blank=True, default='', max_length=40)),
                ('url', models.CharField(max_length=300)),
                ('verified_at', models.DateTimeField(null=True)),
                ('checked_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='accounts.account')),
            ],
            options={
                'indexes': [models.Index(fields=['checked_at'], name='profile_link_checked')],
                'constraints': [models.UniqueConstraint(fields=('account', 'url'), name='profile_link_unique')],
            },
        ),
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=30)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.account')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'place'), name='voice_unique')],
            },
        ),
    ]
