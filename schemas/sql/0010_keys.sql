-- Keys of one child each, and a trail whose end is signed.

-- What is sealed about a minor is sealed under keys of its own, of which one for health; they are sealed in their turn by
-- the key of that number in the key file, and null once destroyed: what they sealed says nothing more, in old copies too.
ALTER TABLE minor ADD COLUMN key_number BIGINT;
ALTER TABLE minor ADD COLUMN key_sealed BYTEA;
ALTER TABLE minor ADD COLUMN key_health BYTEA;

-- The same for what is about no minor. key_number is also the number under which new keys are sealed.
ALTER TABLE directory ADD COLUMN key_number BIGINT;
ALTER TABLE directory ADD COLUMN key_sealed BYTEA;
ALTER TABLE directory ADD COLUMN key_health BYTEA;

-- What a declaration tells of health, apart from its other answers. Null: nothing.
ALTER TABLE declaration ADD COLUMN health BYTEA;

-- The last line of the audit: its number, its hash, the line from which hashes are keyed, and the signature of the three by
-- a key that is not in the database. One row, written with each commit that adds lines.
CREATE TABLE audit_head (
  one        BIGINT PRIMARY KEY CHECK (one = 1),
  number     BIGINT NOT NULL,
  hash       BYTEA NOT NULL,
  keyed_from BIGINT NOT NULL,
  signature  BYTEA NOT NULL
);
