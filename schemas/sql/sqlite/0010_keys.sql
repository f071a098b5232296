-- The number of a line of the audit is its place in the file: a page less to write with each act, which pays for the page
-- of audit_head.
CREATE TABLE audit_by_number (
  number       INTEGER PRIMARY KEY,
  at           BIGINT NOT NULL,
  account      TEXT NOT NULL,
  organisation TEXT NOT NULL,
  act          TEXT NOT NULL,
  subject      TEXT NOT NULL,
  subject_id   TEXT NOT NULL,
  motive       TEXT NOT NULL,
  detail       TEXT NOT NULL,
  hash         BYTEA NOT NULL
);
INSERT INTO audit_by_number SELECT number, at, account, organisation, act, subject, subject_id, motive, detail, hash FROM audit ORDER BY number;
DROP TABLE audit;
ALTER TABLE audit_by_number RENAME TO audit;
CREATE INDEX audit_subject ON audit (subject_id, number);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
