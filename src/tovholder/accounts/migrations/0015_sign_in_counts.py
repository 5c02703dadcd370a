"""What limits wrong sign-ins is counted for all web processes together, in a table no model of ours describes."""

from django.core.management import call_command
from django.db import migrations

TABLE = "sign_in_counts"


def make(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def take_away(apps, schema_editor):
    if TABLE in schema_editor.connection.introspection.table_names():
        schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):

    dependencies = [("accounts", "0014_the_right_to_health_given_to_one_member")]

    operations = [migrations.RunPython(make, take_away)]
