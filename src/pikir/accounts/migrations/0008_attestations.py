"""Verified voices: what attests an account, the documents as blind hashes, claims, registers, hosts."""

import django.db.models.deletion
import pikir.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_operators'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Register',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('source', models.CharField(max_length=60)),
                ('size', models.PositiveIntegerField()),
                ('used', models.PositiveIntegerField(default=0)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('blind', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='accounts.account')),
            ],
        ),
        migrations.CreateModel(
            name='MailDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(max_length=253, unique=True)),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.territory')),
            ],
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('blind', models.CharField(max_length=64, unique=True)),
                ('territory', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.territory')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='accounts.register')),
            ],
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('stage', models.CharField(choices=[('ticket', 'Ticket'), ('check', 'Check'), ('move', 'Move')], max_length=8)),
                ('digest', models.CharField(max_length=64, null=True, unique=True)),
                ('adapter', models.CharField(choices=[('email', 'e-mail address'), ('letter', 'code from a letter'), ('desk', 'document shown at a desk'), ('claim', 'eID')], default='desk', max_length=8)),
                ('blind', models.CharField(blank=True, default='', max_length=64)),
                ('moves', models.BooleanField(default=False)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='accounts.account')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('territory', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.territory')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'stage'), name='claim_once')],
            },
        ),
        migrations.CreateModel(
            name='Attestation',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('adapter', models.CharField(choices=[('email', 'e-mail address'), ('letter', 'code from a letter'), ('desk', 'document shown at a desk'), ('claim', 'eID')], max_length=8)),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'address confirmed'), (2, 'letter received'), (3, 'document seen')])),
                ('state', models.CharField(choices=[('live', 'in force'), ('ended', 'ended'), ('moved', 'moved to another account')], default='live', max_length=8)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('warned_at', models.DateTimeField(null=True)),
                ('shown', models.BooleanField(default=False)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attestations', to='accounts.account')),
                ('territory', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.territory')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='attestations', to='accounts.document')),
            ],
            options={
                'indexes': [models.Index(fields=['account', 'level'], name='attestation_of'), models.Index(fields=['state', 'until'], name='attestation_until')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'live')), fields=('document', 'adapter'), name='attestation_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'live'), _negated=True), ('document__isnull', False), _connector='OR'), name='attestation_live_has_document')],
            },
        ),
    ]
