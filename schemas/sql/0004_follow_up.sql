-- What the clock follows: when an absence is to be assessed again, when an alert that nobody took goes wider. Null: never.
-- Both are indexed where they are set: the clock reads what is due, and nothing else.
ALTER TABLE episode ADD COLUMN review_at BIGINT;
UPDATE episode SET review_at = departed_latest + 86400000 WHERE status = 'en_cours';
CREATE INDEX episode_review ON episode (review_at, id) WHERE review_at IS NOT NULL;

ALTER TABLE alert ADD COLUMN escalates_at BIGINT;
UPDATE alert SET escalates_at = due_at WHERE state = 'ouverte';
CREATE INDEX alert_escalates ON alert (escalates_at, id) WHERE escalates_at IS NOT NULL;

-- A declarant disputes the qualification (loi n° 95-73, art. 26). qualification: the one that stood then; decision: the one
-- that it came from, if any. sealed: who disputes it and why.
CREATE TABLE disagreement (
  id            TEXT PRIMARY KEY,
  episode       TEXT NOT NULL REFERENCES episode (id),
  account       TEXT NOT NULL REFERENCES account (id),
  organisation  TEXT NOT NULL REFERENCES organisation (id),
  at            BIGINT NOT NULL,
  qualification TEXT NOT NULL,
  decision      TEXT REFERENCES decision (id),
  sealed        BYTEA NOT NULL
);
CREATE INDEX disagreement_episode ON disagreement (episode, at);
