"""Run the migrations on the connection quizapp hands over, in its transaction."""

from alembic import context

config = context.config

context.configure(
    connection=config.attributes["connection"],
    target_metadata=config.attributes["metadata"],
    # SQLite changes a table by building it anew.
    render_as_batch=True,
    # The connection begins its transactions itself, so that SQLite takes back tables too.
    transactional_ddl=True,
    compare_type=True,
    compare_server_default=True,
)

with context.begin_transaction():
    context.run_migrations()
