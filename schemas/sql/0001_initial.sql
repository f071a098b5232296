-- The first schema. What SQLite 3.40 and PostgreSQL 15 both accept: ids are UUID texts made in code, instants are
-- milliseconds since 1970 in UTC. Checks are written with OR: SQLite builds a table at each IN. Columns named sealed hold encrypted bytes (room identity); no other column holds a
-- name, a birth date, a contact, a plate, an address, a narrative or a raw answer.

-- What the directory is: one row. key_check tells the right key file from another.
CREATE TABLE directory (
  one        BIGINT PRIMARY KEY CHECK (one = 1),
  id         TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  key_check  BYTEA NOT NULL
);

CREATE TABLE organisation (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);

-- password: argon2id text, null for an account that cannot log in (system accounts).
CREATE TABLE account (
  id           TEXT PRIMARY KEY,
  login        TEXT NOT NULL UNIQUE,
  role         TEXT NOT NULL CHECK (role = 'ecoutant' OR role = 'suivi' OR role = 'police' OR role = 'foyer' OR role = 'analyste' OR role = 'admin'),
  organisation TEXT NOT NULL REFERENCES organisation (id),
  password     TEXT,
  created_at   BIGINT NOT NULL,
  disabled_at  BIGINT
);

-- Sessions of people and tokens of programs; digest: SHA-256 of the secret.
CREATE TABLE pass (
  digest     BYTEA PRIMARY KEY,
  account    TEXT NOT NULL REFERENCES account (id),
  kind       TEXT NOT NULL CHECK (kind = 'session' OR kind = 'token'),
  label      TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at   BIGINT
);
CREATE INDEX pass_account ON pass (account);

-- Released forms and rule sets, with the hash of their file: one that changed under its version stops the start.
CREATE TABLE released (
  kind    TEXT NOT NULL,
  id      TEXT NOT NULL,
  version BIGINT NOT NULL,
  hash    TEXT NOT NULL,
  PRIMARY KEY (kind, id, version)
);

-- One child. Who the child is stands in identity, sealed.
CREATE TABLE minor (
  id         TEXT PRIMARY KEY,
  reference  TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  version    BIGINT NOT NULL
);

-- One absence: what its voices told, recomputed at each of them, for lists and clocks. Instants of windows may be null
-- where nobody knows. assessment: the latest. decision: the one that stands.
CREATE TABLE episode (
  id                     TEXT PRIMARY KEY,
  minor                  TEXT NOT NULL REFERENCES minor (id),
  reference              TEXT NOT NULL UNIQUE,
  created_at             BIGINT NOT NULL,
  version                BIGINT NOT NULL,
  number                 BIGINT NOT NULL,
  category               TEXT NOT NULL,
  status                 TEXT NOT NULL CHECK (status = 'en_cours' OR status = 'localise' OR status = 'rentre' OR status = 'retour_presume' OR status = 'clos'),
  closed_reason          TEXT NOT NULL,
  departed_earliest      BIGINT,
  departed_latest        BIGINT NOT NULL,
  returned_earliest      BIGINT,
  returned_latest        BIGINT,
  next_departure         BIGINT,
  verified               BIGINT NOT NULL,
  departement            TEXT NOT NULL,
  proposed_qualification TEXT NOT NULL CHECK (proposed_qualification = 'classique' OR proposed_qualification = 'a_examiner' OR proposed_qualification = 'inquietante'),
  proposed_level         TEXT NOT NULL CHECK (proposed_level = 'aucun' OR proposed_level = 'vigilance' OR proposed_level = 'eleve' OR proposed_level = 'critique'),
  qualification          TEXT NOT NULL CHECK (qualification = 'classique' OR qualification = 'a_examiner' OR qualification = 'inquietante'),
  level                  TEXT NOT NULL CHECK (level = 'aucun' OR level = 'vigilance' OR level = 'eleve' OR level = 'critique'),
  assessment             TEXT,
  decision               TEXT,
  fpr_inscrit_le         BIGINT,
  fpr_desinscrit_le      BIGINT,
  fpr_categorie          TEXT NOT NULL DEFAULT '',
  fpr_sealed             BYTEA
);
CREATE INDEX episode_minor ON episode (minor);
CREATE INDEX episode_departed ON episode (departed_latest, id);
CREATE INDEX episode_status ON episode (status, departed_latest, id);
CREATE INDEX episode_level ON episode (level, departed_latest, id);

-- One signed form, for ever (its absence may be written after it, in the same act). number: the change that told it, the rank of telling. minor and episode may be null
-- (a preventive sheet has no absence, a call for information neither). how: how the minor was found.
CREATE TABLE declaration (
  id           TEXT PRIMARY KEY,
  number       BIGINT NOT NULL UNIQUE,
  form         TEXT NOT NULL,
  form_version BIGINT NOT NULL,
  signed_at    BIGINT NOT NULL,
  account      TEXT NOT NULL REFERENCES account (id),
  organisation TEXT NOT NULL REFERENCES organisation (id),
  minor        TEXT REFERENCES minor (id),
  episode      TEXT REFERENCES episode (id) DEFERRABLE INITIALLY DEFERRED,
  how          TEXT CHECK (how = 'chosen' OR how = 'linked' OR how = 'created'),
  amends       TEXT REFERENCES declaration (id),
  amended_by   TEXT REFERENCES declaration (id),
  withdrawn_at BIGINT,
  sealed       BYTEA NOT NULL
);
CREATE INDEX declaration_minor ON declaration (minor, number);
CREATE INDEX declaration_episode ON declaration (episode);
CREATE INDEX declaration_organisation ON declaration (organisation, minor);

-- The identifying answers of a declaration, apart.
CREATE TABLE identity (
  declaration TEXT PRIMARY KEY REFERENCES declaration (id),
  minor       TEXT REFERENCES minor (id),
  told_at     BIGINT NOT NULL,
  sealed      BYTEA NOT NULL
);
CREATE INDEX identity_minor ON identity (minor);

-- Keyed digests of what makes two persons decisively alike.
CREATE TABLE likeness (
  digest      BYTEA NOT NULL,
  declaration TEXT NOT NULL REFERENCES declaration (id),
  minor       TEXT NOT NULL REFERENCES minor (id),
  PRIMARY KEY (digest, declaration)
);

-- What a rule set said of an absence at an instant. sealed: reasons, values read, declarations heard.
CREATE TABLE assessment (
  id            TEXT PRIMARY KEY,
  episode       TEXT NOT NULL REFERENCES episode (id) DEFERRABLE INITIALLY DEFERRED,
  number        BIGINT NOT NULL UNIQUE,
  at            BIGINT NOT NULL,
  rules         TEXT NOT NULL,
  rules_version BIGINT NOT NULL,
  qualification TEXT NOT NULL,
  level         TEXT NOT NULL,
  sealed        BYTEA NOT NULL
);
CREATE INDEX assessment_episode ON assessment (episode, number);

CREATE TABLE decision (
  id            TEXT PRIMARY KEY,
  episode       TEXT NOT NULL REFERENCES episode (id),
  assessment    TEXT NOT NULL REFERENCES assessment (id),
  account       TEXT NOT NULL REFERENCES account (id),
  organisation  TEXT NOT NULL REFERENCES organisation (id),
  at            BIGINT NOT NULL,
  qualification TEXT NOT NULL,
  level         TEXT NOT NULL,
  sealed        BYTEA NOT NULL
);
CREATE INDEX decision_episode ON decision (episode, at);

-- Something a named person must acknowledge in time. One that is not resolved per episode and family of kinds.
CREATE TABLE alert (
  id              TEXT PRIMARY KEY,
  kind            TEXT NOT NULL,
  episode         TEXT REFERENCES episode (id),
  minor           TEXT REFERENCES minor (id),
  role            TEXT NOT NULL,
  organisation    TEXT REFERENCES organisation (id),
  raised_at       BIGINT NOT NULL,
  due_at          BIGINT NOT NULL,
  step            BIGINT NOT NULL,
  state           TEXT NOT NULL CHECK (state = 'ouverte' OR state = 'acquittee' OR state = 'resolue'),
  version         BIGINT NOT NULL,
  assigned_to     TEXT REFERENCES account (id),
  acknowledged_by TEXT REFERENCES account (id),
  acknowledged_at BIGINT,
  resolved_by     TEXT REFERENCES account (id),
  resolved_at     BIGINT,
  outcome         TEXT,
  sealed          BYTEA
);
CREATE INDEX alert_episode ON alert (episode, kind);
CREATE INDEX alert_state ON alert (state, due_at, id);

-- A request that was answered 2xx, to answer its repetition alike. result: ids only.
CREATE TABLE repetition (
  account     TEXT NOT NULL,
  route       TEXT NOT NULL,
  key_digest  BYTEA NOT NULL,
  body_digest BYTEA NOT NULL,
  at          BIGINT NOT NULL,
  result      TEXT NOT NULL,
  PRIMARY KEY (account, route, key_digest)
);
CREATE INDEX repetition_at ON repetition (at);

-- The last opening of a file by an account that wrote an audit line (one per 10 minutes).
CREATE TABLE opening (
  account TEXT NOT NULL,
  file    TEXT NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (account, file)
);

-- The ordered log of what happened: every write appends.
CREATE TABLE change (
  number  BIGINT PRIMARY KEY,
  at      BIGINT NOT NULL,
  kind    TEXT NOT NULL,
  subject TEXT NOT NULL,
  version BIGINT NOT NULL,
  minor   TEXT
);

-- Who did what. Append-only, each line chained to the one before (room audit).
CREATE TABLE audit (
  number       BIGINT PRIMARY KEY,
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
CREATE INDEX audit_subject ON audit (subject_id, number);
