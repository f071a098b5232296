-- Whom an identity provider vouches for, and the account that it opens to them. digest: keyed, of the issuer and its subject;
-- nothing else that the provider says of a person is kept. Waiting: without account and without decision; refused: decided
-- without account.
CREATE TABLE vouching (
  id         TEXT PRIMARY KEY,
  digest     BYTEA NOT NULL UNIQUE,
  issuer     TEXT NOT NULL,
  asked_at   BIGINT NOT NULL,
  account    TEXT REFERENCES account (id),
  decided_at BIGINT,
  decided_by TEXT REFERENCES account (id)
);
CREATE INDEX vouching_account ON vouching (account);
