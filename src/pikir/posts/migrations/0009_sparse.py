"""Columns that are empty in most rows have an index of the others alone: smaller, and no statistics mislead a planner.

The old indexes are dropped by name: to alter the fields would write the whole table of SQLite anew.
"""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "posts_post"
COLUMNS = ("audience_id", "picture_id", "quote_of_id", "version_of_id")


def drop_whole_indexes(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the index that each foreign key has by itself."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, TABLE)
    for name, about in found.items():
        if about["index"] and not about["unique"] and about["columns"] in [[column] for column in COLUMNS]:
            schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_mandates"),
        ("media", "0004_blurred"),
        ("posts", "0008_life"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_whole_indexes, migrations.RunPython.noop)],
            state_operations=[
                migrations.AlterField(
                    model_name="post",
                    name="audience",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said_in",
                        to="accounts.account",
                    ),
                ),
                migrations.AlterField(
                    model_name="post",
                    name="picture",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="media.picture",
                    ),
                ),
                migrations.AlterField(
                    model_name="post",
                    name="quote_of",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="quotes",
                        to="posts.post",
                    ),
                ),
                migrations.AlterField(
                    model_name="post",
                    name="version_of",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="versions",
                        to="posts.post",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("audience__isnull", False)), fields=["audience"], name="post_audience"
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("version_of__isnull", False)), fields=["version_of"], name="post_version_of"
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(condition=models.Q(("picture__isnull", False)), fields=["picture"], name="post_picture"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("quote_of__isnull", False)), fields=["quote_of"], name="post_quote_of"
            ),
        ),
    ]
