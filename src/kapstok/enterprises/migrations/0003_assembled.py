# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0002_layer_and_events")]

    operations = [
        migrations.CreateModel(
            name="Assembled",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("basis", models.CharField(max_length=64)),
                ("day", models.DateField()),
            ],
        ),
    ]
