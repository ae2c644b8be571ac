"""Run the system on a machine: web server, worker, migrations, and a look at its health."""
