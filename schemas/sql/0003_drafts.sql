-- Declarations being typed, shared by the accounts of an organisation whose role may sign the form. sealed: whatever was
-- typed, what a person chose of minor and absence, and which version last changed each. A signed draft keeps nothing of
-- it: the declaration has it all; receipt (ids only) is what another signature of the same draft is answered from. An
-- abandoned draft leaves no row.
CREATE TABLE draft (
  id           TEXT PRIMARY KEY,
  organisation TEXT NOT NULL REFERENCES organisation (id),
  form         TEXT NOT NULL,
  version      BIGINT NOT NULL,
  opened_at    BIGINT NOT NULL,
  opened_by    TEXT NOT NULL REFERENCES account (id),
  saved_at     BIGINT NOT NULL,
  saved_by     TEXT NOT NULL REFERENCES account (id),
  declaration  TEXT UNIQUE REFERENCES declaration (id),
  receipt      TEXT,
  sealed       BYTEA,
  CHECK ((declaration IS NULL) = (receipt IS NULL)),
  CHECK ((declaration IS NULL) = (sealed IS NOT NULL))
);
CREATE INDEX draft_waiting ON draft (organisation, form, opened_at, id) WHERE declaration IS NULL;
