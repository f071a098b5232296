-- What makes accounts strong.

-- password_until: the password was given by an administrator; it opens nothing but its own change, and nothing at all from
-- then on. Null: the person chose it. version grows with what the list of accounts shows.
ALTER TABLE account ADD COLUMN password_until BIGINT;
ALTER TABLE account ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- A token that may be limited to reading: 1, else 0. origin: keyed digest of the network that a session was opened from, so
-- that who is known there is not made to wait by the failures of others; null for tokens.
ALTER TABLE pass ADD COLUMN read_only BIGINT NOT NULL DEFAULT 0;
ALTER TABLE pass ADD COLUMN origin BYTEA;

-- What an account's authenticator holds (RFC 6238). sealed: its secret. last_step: the step of the last code that was taken,
-- so that none is taken twice.
CREATE TABLE second_factor (
  account   TEXT PRIMARY KEY REFERENCES account (id),
  made_at   BIGINT NOT NULL,
  last_step BIGINT NOT NULL,
  sealed    BYTEA NOT NULL
);

-- Codes for whoever lost the authenticator, each for one sign-in: keyed digests (room identity).
CREATE TABLE recovery_code (
  account TEXT NOT NULL REFERENCES account (id),
  digest  BYTEA NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (account, digest)
);
