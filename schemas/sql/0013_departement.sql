-- Whose absences are whose: by the département of an organisation, and from the beginning of a placement on.

-- Where an organisation works: the code of a département, or empty (the whole country).
ALTER TABLE organisation ADD COLUMN departement TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- The absences of an organisation's département: that of the place left, as last told; while nobody told it, that of
-- whoever declared it.
CREATE VIEW near_episode AS
  SELECT o.id AS organisation, e.id AS episode FROM organisation o CROSS JOIN episode e
  WHERE o.departement <> '' AND (e.departement = o.departement OR (e.departement = '' AND EXISTS (
    SELECT 1 FROM declaration d JOIN organisation s ON s.id = d.organisation WHERE d.episode = e.id AND s.departement = o.departement)));

-- The children it reaches: those with an absence from there, and those about whom somebody there signed a declaration.
CREATE VIEW near_minor AS
  SELECT o.id AS organisation, m.id AS minor FROM organisation o CROSS JOIN minor m
  WHERE o.departement <> '' AND (
    EXISTS (SELECT 1 FROM episode e WHERE e.minor = m.id AND e.departement = o.departement)
    OR EXISTS (SELECT 1 FROM declaration d JOIN organisation s ON s.id = d.organisation
               WHERE d.minor = m.id AND s.departement = o.departement));

-- The declarations it reads as its own département's: signed there, or joined on an absence from there.
CREATE VIEW near_declaration AS
  SELECT o.id AS organisation, d.id AS declaration, d.minor FROM organisation o CROSS JOIN declaration d
  WHERE o.departement <> '' AND (
    EXISTS (SELECT 1 FROM organisation s WHERE s.id = d.organisation AND s.departement = o.departement)
    OR EXISTS (SELECT 1 FROM episode e WHERE e.id = d.episode AND e.departement = o.departement));

-- Since when an organisation hosts a child, as somebody recorded; account: who. Without a row nobody did.
CREATE TABLE placement_start (
  minor        TEXT NOT NULL REFERENCES minor (id),
  organisation TEXT NOT NULL REFERENCES organisation (id),
  account      TEXT NOT NULL REFERENCES account (id),
  at           BIGINT NOT NULL,
  recorded_at  BIGINT NOT NULL,
  PRIMARY KEY (organisation, minor)
);

-- Since when what is told of a child is its home's: since the start that was recorded; of a placement that ended and began
-- again, since the home's first declaration after that end.
CREATE VIEW placement AS
  SELECT o.id AS organisation, m.id AS minor, COALESCE(s.at, (
    SELECT MIN(d.signed_at) FROM declaration d WHERE d.organisation = o.id AND d.minor = m.id AND d.signed_at > p.at)) AS since
  FROM organisation o CROSS JOIN minor m
  LEFT JOIN placement_start s ON s.organisation = o.id AND s.minor = m.id
  LEFT JOIN placement_end p ON p.organisation = o.id AND p.minor = m.id
  WHERE s.at IS NOT NULL OR p.at IS NOT NULL;

-- The absences told before it: those of which nothing was told since, nor by the home itself. Whichever of the child's files
-- they stand in.
CREATE VIEW before_placement AS
  SELECT p.organisation, e.id AS episode FROM episode e JOIN minor own ON own.id = e.minor
  JOIN minor tied ON tied.id = COALESCE(own.root, own.id) OR tied.root = COALESCE(own.root, own.id)
  JOIN placement p ON p.minor = tied.id
  WHERE NOT EXISTS (SELECT 1 FROM declaration d WHERE d.episode = e.id AND (d.organisation = p.organisation OR d.signed_at >= p.since));
