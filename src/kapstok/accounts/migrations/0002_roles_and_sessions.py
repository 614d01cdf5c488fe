# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


def administrators_have_a_role(apps, schema_editor):
    apps.get_model("accounts", "Person").objects.filter(is_administrator=True).update(role="administrator")


def roles_become_administrators(apps, schema_editor):
    apps.get_model("accounts", "Person").objects.filter(role="administrator").update(is_administrator=True)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='role',
            field=models.CharField(blank=True, choices=[('administrator', 'administrator'), ('editor', 'editor')], max_length=20),
        ),
        migrations.AddField(
            model_name='person',
            name='session_count',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(administrators_have_a_role, roles_become_administrators),
        migrations.RemoveField(
            model_name='person',
            name='is_administrator',
        ),
        migrations.CreateModel(
            name='SharedValue',
            fields=[
                ('cache_key', models.CharField(max_length=255, primary_key=True, serialize=False)),
                ('value', models.TextField()),
                ('expires', models.DateTimeField(db_index=True)),
            ],
            options={
                'db_table': 'accounts_shared_value',
            },
        ),
    ]
