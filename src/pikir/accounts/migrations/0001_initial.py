"""First tables of the room."""

import django.db.models.deletion
import django.db.models.functions.text
import pikir.kernel.ids
import pikir.web.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('person', 'person'), ('organisation', 'organisation'), ('office', 'office'), ('newsroom', 'newsroom'), ('group', 'group'), ('cause', 'cause')], default='person', max_length=12)),
                ('handle', models.CharField(max_length=30)),
                ('handle_key', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Lower('handle'), output_field=models.CharField(max_length=30))),
                ('host', models.CharField(blank=True, default='', max_length=253)),
                ('name', models.CharField(max_length=60)),
                ('sort_key', pikir.web.fields.SortKeyField(blank=True, default='', max_length=240)),
                ('bio', models.TextField(blank=True, default='', max_length=500)),
                ('language', models.CharField(default='kk', max_length=8)),
                ('picture', models.CharField(blank=True, default='', max_length=64)),
                ('picture_alt', models.CharField(blank=True, default='', max_length=300)),
                ('state', models.CharField(choices=[('active', 'active'), ('suspended', 'suspended')], default='active', max_length=12)),
                ('state_reason', models.TextField(blank=True, default='')),
                ('claimed', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'sort_key'], name='account_kind_sort')],
                'constraints': [models.UniqueConstraint(fields=('handle_key', 'host'), name='account_handle_unique')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.BigIntegerField(default=pikir.kernel.ids.make_id, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('language', models.CharField(default='kk', max_length=8)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='user', to='accounts.account')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Operator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('owner', 'owner'), ('editor', 'editor'), ('writer', 'writer')], default='owner', max_length=12)),
                ('since', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='operators', to='accounts.account')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='operated', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'account'), name='operator_unique')],
            },
        ),
        migrations.CreateModel(
            name='SquareRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('operator', 'operator'), ('moderator', 'moderator'), ('editor', 'editor')], max_length=12)),
                ('given_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'role'), name='square_role_unique')],
            },
        ),
    ]
