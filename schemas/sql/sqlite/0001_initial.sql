-- Append-only in SQLite: beside the authorizer of room db/sqlite. The third trigger stops INSERT OR REPLACE, which
-- walks round the two others.
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)
  BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
