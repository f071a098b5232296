-- What the declarations of several children may tell alike: a telephone, an account, a plate, an address, a name beside the
-- child's. digest: keyed, of the value as it is compared; what it says stands in identity, sealed, and nowhere else. field: the
-- one that told it. One row for each such value: a declaration that tells none has none. Ordered by the declaration, so that
-- those that come are written together.
CREATE TABLE mark (
  declaration TEXT NOT NULL REFERENCES declaration (id),
  kind        TEXT NOT NULL CHECK (kind = 'telephone' OR kind = 'compte' OR kind = 'plaque' OR kind = 'adresse' OR kind = 'accompagnant' OR kind = 'enfant'),
  field       TEXT NOT NULL,
  digest      BYTEA NOT NULL,
  PRIMARY KEY (declaration, kind, field, digest)
);
CREATE INDEX mark_digest ON mark (digest);

-- Those that an establishment or somebody declaring for a profession gave as theirs: they are of no child, and link none.
CREATE TABLE common_mark (
  digest BYTEA PRIMARY KEY
);
