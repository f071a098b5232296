-- Which version of a record last changed each of its members ("/status=3 /returned=3"), for who read an earlier one and
-- now acts on it. Names of members and numbers, ids of organisations: nothing of what they hold. Rows that are older than
-- this column say of every member that it may have changed up to now.
ALTER TABLE episode ADD COLUMN changed TEXT NOT NULL DEFAULT '';
UPDATE episode SET changed = '*=' || CAST(version AS TEXT) WHERE version > 1;

ALTER TABLE alert ADD COLUMN changed TEXT NOT NULL DEFAULT '';
UPDATE alert SET changed = '*=' || CAST(version AS TEXT) WHERE version > 1;

ALTER TABLE minor ADD COLUMN changed TEXT NOT NULL DEFAULT '';
UPDATE minor SET changed = '*=' || CAST(version AS TEXT) WHERE version > 1;
