"""E-mail: an outbox in the database, written with the change it tells of and emptied by the worker."""
