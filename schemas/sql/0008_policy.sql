-- What opens to an organisation what another one signed, and what closes to it what it no longer follows.

-- What a named person let another organisation read of a declaration. fields: ids of fields, a space between; empty: the
-- whole. purpose, basis, parents_informed, child_informed: codes. sealed: the reference of what it rests on, and a note.
CREATE TABLE transmission (
  id               TEXT PRIMARY KEY,
  number           BIGINT NOT NULL UNIQUE,
  declaration      TEXT NOT NULL REFERENCES declaration (id),
  minor            TEXT REFERENCES minor (id),
  account          TEXT NOT NULL REFERENCES account (id),
  organisation     TEXT NOT NULL REFERENCES organisation (id),
  recipient        TEXT NOT NULL REFERENCES organisation (id),
  at               BIGINT NOT NULL,
  purpose          TEXT NOT NULL,
  basis            TEXT NOT NULL,
  fields           TEXT NOT NULL,
  parents_informed TEXT NOT NULL,
  child_informed   TEXT NOT NULL,
  sealed           BYTEA NOT NULL
);
CREATE INDEX transmission_recipient ON transmission (recipient, minor);
CREATE INDEX transmission_declaration ON transmission (declaration, number);

-- An organisation asks the others joined on an absence for what they hold. sealed: why.
CREATE TABLE transmission_request (
  id           TEXT PRIMARY KEY,
  episode      TEXT NOT NULL REFERENCES episode (id),
  account      TEXT NOT NULL REFERENCES account (id),
  organisation TEXT NOT NULL REFERENCES organisation (id),
  at           BIGINT NOT NULL,
  purpose      TEXT NOT NULL,
  sealed       BYTEA NOT NULL
);
CREATE INDEX transmission_request_episode ON transmission_request (episode, at);

-- An account opened what is closed to it, for an immediate danger, until an instant. sealed: its motive.
CREATE TABLE urgent_access (
  id           TEXT PRIMARY KEY,
  minor        TEXT NOT NULL REFERENCES minor (id),
  episode      TEXT NOT NULL REFERENCES episode (id),
  account      TEXT NOT NULL REFERENCES account (id),
  organisation TEXT NOT NULL REFERENCES organisation (id),
  at           BIGINT NOT NULL,
  until        BIGINT NOT NULL,
  sealed       BYTEA NOT NULL
);
CREATE INDEX urgent_access_account ON urgent_access (account, until);
CREATE INDEX urgent_access_episode ON urgent_access (episode, at);

-- The address of a found child was given to a legal representative (loi n° 95-73, art. 26). sealed: to whom.
CREATE TABLE address_disclosure (
  id           TEXT PRIMARY KEY,
  episode      TEXT NOT NULL REFERENCES episode (id),
  account      TEXT NOT NULL REFERENCES account (id),
  organisation TEXT NOT NULL REFERENCES organisation (id),
  at           BIGINT NOT NULL,
  sealed       BYTEA NOT NULL
);
CREATE INDEX address_disclosure_episode ON address_disclosure (episode, at);

-- A home no longer hosts a child: it keeps what it signed, and loses the rest. What it signs later about the child opens the
-- file to it again.
CREATE TABLE placement_end (
  minor        TEXT NOT NULL REFERENCES minor (id),
  organisation TEXT NOT NULL REFERENCES organisation (id),
  account      TEXT NOT NULL REFERENCES account (id),
  at           BIGINT NOT NULL,
  PRIMARY KEY (organisation, minor)
);

-- Whose own minors are whose.
CREATE VIEW hosting AS
  SELECT d.organisation, d.minor FROM declaration d
  WHERE d.minor IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM placement_end p WHERE p.organisation = d.organisation AND p.minor = d.minor AND p.at >= d.signed_at);
