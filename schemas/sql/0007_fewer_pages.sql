-- What every declaration writes, on fewer pages.
-- The lists of alerts go by due time, those that wait apart from those that ended; what lasts is asked for by itself; no
-- list goes by level.
DROP INDEX alert_state;
CREATE INDEX alert_waiting ON alert (due_at, id) WHERE state <> 'resolue';
CREATE INDEX alert_ended ON alert (due_at, id) WHERE state = 'resolue';
DROP INDEX episode_status;
CREATE INDEX episode_lasting ON episode (id) WHERE status = 'en_cours' OR status = 'localise';
DROP INDEX episode_level;

-- What the rules of one version say of themselves, once; an assessment keeps which rule, and the evidence. Those made before
-- hold the words too.
CREATE TABLE rule_wording (
  rules   TEXT NOT NULL,
  version BIGINT NOT NULL,
  rule    TEXT NOT NULL,
  label   TEXT NOT NULL,
  kind    TEXT NOT NULL,
  source  TEXT NOT NULL,
  weight  BIGINT NOT NULL,
  PRIMARY KEY (rules, version, rule)
);
