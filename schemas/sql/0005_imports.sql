-- What imports remember, in the transaction of the act that they belong to. Keys of other systems may hold names: they
-- are kept as keyed digests, and sealed.

-- A line that was taken, once for ever. body_digest: of what it said, keyed.
CREATE TABLE import_line (
  key_digest  BYTEA PRIMARY KEY,
  body_digest BYTEA NOT NULL,
  declaration TEXT NOT NULL REFERENCES declaration (id),
  sealed      BYTEA NOT NULL
);
CREATE INDEX import_line_declaration ON import_line (declaration);

-- The minor that a minor_key designates.
CREATE TABLE import_minor (
  key_digest BYTEA PRIMARY KEY,
  minor      TEXT NOT NULL REFERENCES minor (id)
);
CREATE INDEX import_minor_minor ON import_minor (minor);

-- The absence that an episode_key designates. by_id: the key is the id of an absence of another directory; two ids are
-- two absences, while other keys may name one absence twice.
CREATE TABLE import_episode (
  key_digest BYTEA PRIMARY KEY,
  by_id      BIGINT NOT NULL,
  episode    TEXT NOT NULL REFERENCES episode (id)
);
CREATE INDEX import_episode_episode ON import_episode (episode);

-- Absences whose alerts wait for the end of an import, with what was proposed before it.
CREATE TABLE import_waiting (
  episode       TEXT PRIMARY KEY REFERENCES episode (id) DEFERRABLE INITIALLY DEFERRED,
  qualification TEXT NOT NULL,
  level         TEXT NOT NULL
);
