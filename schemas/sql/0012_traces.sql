-- Lines of the audit that reached the end of their retention: one row for each range of them, with the hash of the last, on
-- which the line after is chained, and the signature of the three by a key that is not in the database. Adding a row erases
-- the lines that it covers (each engine has its trigger); nothing else may.
CREATE TABLE audit_ended (
  first_number BIGINT PRIMARY KEY,
  last_number  BIGINT NOT NULL,
  hash         BYTEA NOT NULL,
  signature    BYTEA NOT NULL,
  CHECK (first_number <= last_number)
);
