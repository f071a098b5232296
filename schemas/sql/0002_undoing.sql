-- What is taken back, and what takes it back: nothing is erased.

-- A declaration withdrawn (retrait), a return undone when its absence is opened again (reouverture), or counted again
-- (retablissement): the latest line says whether it counts; declaration.withdrawn_at repeats that. number: its change.
-- sealed: the reason.
CREATE TABLE retraction (
  number       BIGINT PRIMARY KEY,
  declaration  TEXT NOT NULL REFERENCES declaration (id),
  act          TEXT NOT NULL CHECK (act = 'retrait' OR act = 'reouverture' OR act = 'retablissement'),
  at           BIGINT NOT NULL,
  account      TEXT NOT NULL REFERENCES account (id),
  organisation TEXT NOT NULL REFERENCES organisation (id),
  sealed       BYTEA NOT NULL
);
CREATE INDEX retraction_declaration ON retraction (declaration, number);

-- Two files found to be one child: the absorbed points to the survivor, no row moves. number, undone_number: the changes
-- that made it and that took it back. sealed: the reason.
CREATE TABLE merge (
  id            TEXT PRIMARY KEY,
  number        BIGINT NOT NULL UNIQUE,
  absorbed      TEXT NOT NULL REFERENCES minor (id),
  survivor      TEXT NOT NULL REFERENCES minor (id),
  at            BIGINT NOT NULL,
  account       TEXT NOT NULL REFERENCES account (id),
  organisation  TEXT NOT NULL REFERENCES organisation (id),
  sealed        BYTEA NOT NULL,
  undone_number BIGINT,
  undone_at     BIGINT,
  undone_by     TEXT REFERENCES account (id)
);
CREATE INDEX merge_absorbed ON merge (absorbed);
CREATE INDEX merge_survivor ON merge (survivor);

-- The file that speaks for this one, when it was absorbed: the end of the pointers of merge. Null: itself.
ALTER TABLE minor ADD COLUMN root TEXT REFERENCES minor (id);
CREATE INDEX minor_root ON minor (root) WHERE root IS NOT NULL;
