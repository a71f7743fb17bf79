-- Runs before the schema is pushed; safe to run again.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
