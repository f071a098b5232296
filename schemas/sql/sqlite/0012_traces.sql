DROP TRIGGER audit_no_delete;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
  WHEN NOT EXISTS (SELECT 1 FROM audit_ended
                   WHERE first_number = (SELECT MAX(first_number) FROM audit_ended WHERE first_number <= OLD.number) AND last_number >= OLD.number)
  BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_end_of_retention AFTER INSERT ON audit_ended
  BEGIN DELETE FROM audit WHERE number >= NEW.first_number AND number <= NEW.last_number; END;
