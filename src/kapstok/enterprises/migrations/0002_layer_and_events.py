# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('enterprises', '0001_initial'),
        ('registers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportingDay',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('key', models.BinaryField(max_length=32)),
            ],
        ),
        migrations.AddField(
            model_name='enterprise',
            name='place_said_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='enterprise',
            name='withheld',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='PlaceCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('municipality', models.CharField(blank=True, max_length=6)),
                ('postcode', models.CharField(blank=True, max_length=6)),
                ('street', models.CharField(blank=True, max_length=200)),
                ('city', models.CharField(blank=True, max_length=100)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('day', models.DateField()),
                ('actor', models.CharField(max_length=200)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='place_corrections', to='registers.entry')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(choices=[('place', 'PLACE'), ('contact', 'CONTACT'), ('description', 'DESCRIPTION'), ('label', 'LABEL'), ('not-this', 'NOT_THIS'), ('other', 'OTHER'), ('objection', 'OBJECTION')], max_length=11)),
                ('text', models.TextField(blank=True)),
                ('name', models.CharField(blank=True, max_length=100)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('at', models.DateTimeField()),
                ('handled_at', models.DateTimeField(blank=True, db_index=True, null=True)),
                ('handled_by', models.CharField(blank=True, max_length=200)),
                ('outcome', models.CharField(blank=True, choices=[('changed', 'CHANGED'), ('passed-on', 'PASSED_ON'), ('right', 'RIGHT_AS_IT_IS'), ('not-serious', 'NOT_SERIOUS'), ('granted', 'GRANTED'), ('refused', 'REFUSED')], max_length=11)),
                ('note', models.TextField(blank=True)),
                ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                ('enterprise', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='enterprises.enterprise')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Withholding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withheld', models.BooleanField()),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(max_length=200)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withholdings', to='registers.entry')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='LabelEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('at', models.DateTimeField()),
                ('label', models.CharField(max_length=100)),
                ('kind', models.CharField(choices=[('gained', 'GAINED'), ('regained', 'REGAINED'), ('renewed', 'RENEWED'), ('upgraded', 'UPGRADED'), ('downgraded', 'DOWNGRADED'), ('changed', 'CHANGED'), ('pending', 'PENDING'), ('excluded', 'EXCLUDED'), ('lapsed', 'LAPSED')], max_length=10)),
                ('baseline', models.BooleanField(default=False)),
                ('before_state', models.CharField(blank=True, max_length=8)),
                ('before_level', models.TextField(blank=True)),
                ('before_flags', models.JSONField(blank=True, default=list)),
                ('after_state', models.CharField(max_length=8)),
                ('after_level', models.TextField(blank=True)),
                ('after_flags', models.JSONField(blank=True, default=list)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='label_events', to='registers.entry')),
                ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.run')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['baseline', '-id'], name='events_without_baseline'), models.Index(fields=['label', 'kind'], name='events_by_label_and_kind')],
            },
        ),
        migrations.CreateModel(
            name='ReportingNetwork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=64)),
                ('count', models.PositiveIntegerField(default=0)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='networks', to='enterprises.reportingday')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'name'), name='one_count_per_network_and_day')],
            },
        ),
    ]
