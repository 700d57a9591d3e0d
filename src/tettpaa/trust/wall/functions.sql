-- Who asks, from the settings of the transaction; nobody where there are none.
CREATE FUNCTION wall.asker() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('tettpaa.user', true), '')::bigint $$;

CREATE FUNCTION wall.persona() RETURNS text LANGUAGE sql STABLE AS
$$ SELECT coalesce(current_setting('tettpaa.persona', true), '') $$;

CREATE FUNCTION wall.strength() RETURNS integer LANGUAGE sql STABLE AS
$$ SELECT coalesce(nullif(current_setting('tettpaa.strength', true), ''), '0')::integer $$;

CREATE FUNCTION wall.instant() RETURNS timestamptz LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('tettpaa.at', true), '')::timestamptz $$;

CREATE FUNCTION wall.today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (wall.instant() AT TIME ZONE 'Europe/Oslo')::date $$;

CREATE FUNCTION wall.is_counting() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT coalesce(current_setting('tettpaa.purpose', true), '') = 'figures' $$;

-- 2025 for 1 August 2025 through 31 July 2026.
CREATE FUNCTION wall.school_year(day date) RETURNS integer LANGUAGE sql IMMUTABLE AS
$$ SELECT extract(year FROM day)::integer - (extract(month FROM day) < 8)::integer $$;

CREATE FUNCTION wall.holds(since date, until date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT (since IS NULL OR since <= day) AND (until IS NULL OR until >= day) $$;

-- What a guardian sees of a child of this age, given what the owner has chosen and the child has said yes to.
CREATE FUNCTION wall.things_of_ward(ward bigint, born date, guardian bigint, owner bigint) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER AS $$
  WITH age AS (SELECT date_part('year', age(wall.today(), born)) AS years),
  version AS (SELECT max(valid_from) AS since FROM wall.guardian_field WHERE valid_from <= wall.today()),
  band AS (
    SELECT max(field.from_age) AS from_age FROM wall.guardian_field field, age, version
    WHERE field.valid_from = version.since AND field.from_age <= age.years
  ),
  agreed AS (
    SELECT DISTINCT unnest(string_to_array(consent.things, ' ')) AS thing FROM sharing_consent consent
    WHERE consent.pupil_id = ward AND consent.guardian_id = guardian AND consent.answer = 'given'
      AND consent.ended_at IS NULL AND (consent.valid_to IS NULL OR consent.valid_to >= wall.today())
  ),
  said AS (
    SELECT field.thing, greatest(field.most, coalesce(
      (SELECT word.place FROM guardians_fieldchoice choice JOIN wall.word ON word.says = choice.says
       WHERE choice.owner_id = owner AND choice.thing = field.thing AND choice.band = field.band
         AND choice.replaced_at IS NULL AND (NOT choice.needs_approval OR choice.approved_at IS NOT NULL)
       ORDER BY choice.id DESC LIMIT 1), field.shipped)) AS place
    FROM wall.guardian_field field, version, band
    WHERE field.valid_from = version.since AND field.from_age = band.from_age
  )
  SELECT coalesce(array_agg(said.thing), '{}') FROM said JOIN wall.word ON word.place = said.place
  WHERE word.says = 'yes' OR (word.says = 'consent' AND said.thing IN (SELECT thing FROM agreed))
$$;

-- Every live tie of whoever asks, in the persona of the session. `things` narrows a tie to some.
CREATE FUNCTION wall.ties() RETURNS TABLE (role text, kind text, place bigint, owner bigint, things text[])
LANGUAGE sql STABLE SECURITY DEFINER AS $$
  WITH who AS (
    SELECT u.id, p.key AS person, p.owner_id AS owner
    FROM identity_user u LEFT JOIN people_person p ON p.key = u.person_id AND NOT p.is_gone
    WHERE u.id = wall.asker() AND u.is_active
  ),
  at_work AS (SELECT who.* FROM who WHERE wall.persona() = 'staff'),
  at_home AS (SELECT who.* FROM who WHERE wall.persona() = 'private' AND who.person IS NOT NULL),
  given AS (
    SELECT g.role::text, r.kind, coalesce(g.school_id, g.owner_id) AS place, g.owner_id AS owner
    FROM at_work JOIN access_rolegrant g ON g.user_id = at_work.id JOIN wall.role r ON r.role = g.role
    LEFT JOIN places_school s ON s.key = g.school_id
    WHERE wall.holds(g.valid_from, g.valid_to, wall.today()) AND NOT coalesce(s.is_gone, false)
      AND (g.school_id IS NOT NULL) = (r.kind = 'school')
  ),
  employed AS (
    SELECT e.role::text, 'school', e.school_id, at_work.owner
    FROM at_work JOIN people_employment e ON e.person_id = at_work.person JOIN places_school s ON s.key = e.school_id
    WHERE e.role IN ('leader', 'counsellor') AND NOT s.is_gone
      AND wall.holds(e.valid_from, e.valid_to, wall.today())
  ),
  teaching AS (
    SELECT CASE m.role WHEN 'teacher' THEN 'subject_teacher' ELSE 'contact_teacher' END, 'group', g.key, at_work.owner
    FROM at_work JOIN people_membership m ON m.person_id = at_work.person JOIN places_group g ON g.key = m.group_id
    JOIN places_school s ON s.key = g.school_id
    WHERE g.school_year = wall.school_year(wall.today()) AND NOT g.is_gone AND NOT s.is_gone
      AND wall.holds(m.valid_from, m.valid_to, wall.today())
      AND (m.role = 'teacher' AND g.kind = 'teaching'
        OR m.role = 'contact_teacher' AND g.kind IN ('class', 'contact'))
  ),
  covering AS (
    SELECT 'substitute', 'group', g.key, s.owner_id
    FROM at_work JOIN access_substitution c ON c.user_id = at_work.id JOIN places_group g ON g.key = c.group_id
    JOIN places_school s ON s.key = g.school_id
    WHERE NOT g.is_gone AND c.begins_at <= wall.instant() AND c.ends_at > wall.instant()
  ),
  -- A colleague whose work here is over: what a case let them see is over with it.
  left_work AS (
    SELECT FROM at_work
    WHERE EXISTS (SELECT FROM people_employment e WHERE e.person_id = wall.person())
      AND NOT EXISTS (
        SELECT FROM people_employment e
        WHERE e.person_id = wall.person() AND wall.holds(e.valid_from, e.valid_to, wall.today()))
      AND NOT EXISTS (
        SELECT FROM people_membership m JOIN places_group g ON g.key = m.group_id JOIN places_school s ON s.key = g.school_id
        WHERE m.person_id = wall.person() AND m.role <> 'pupil' AND g.school_year = wall.school_year(wall.today())
          AND NOT g.is_gone AND NOT s.is_gone AND wall.holds(m.valid_from, m.valid_to, wall.today()))
  ),
  about_one AS (
    SELECT a.role::text, a.user_id, a.pupil_id, a.begins_at, a.ends_at, NULL::text[] AS things FROM access_assignment a
    WHERE a.seal_id IS NULL AND (a.role <> 'case_member' OR NOT EXISTS (SELECT FROM left_work))
    UNION ALL
    SELECT 'emergency', o.user_id, o.pupil_id, o.begins_at, o.ends_at, NULL FROM openings_opening o
    WHERE o.seal_id IS NULL
    UNION ALL
    SELECT 'receiver', h.user_id, h.pupil_id, h.begins_at, h.ends_at, string_to_array(h.things, ' ') || 'identity'::text
    FROM sharing_share h LEFT JOIN sharing_consent c ON c.id = h.consent_id
    WHERE h.seal_id IS NULL AND h.withdrawn_at IS NULL AND (h.consent_id IS NULL OR c.answer = 'given' AND c.ended_at IS NULL
      AND (c.valid_to IS NULL OR c.valid_to >= wall.today()))
  )
  SELECT given.*, NULL::text[] FROM given
  UNION ALL SELECT employed.*, NULL FROM employed
  UNION ALL SELECT teaching.*, NULL FROM teaching
  UNION ALL SELECT covering.*, NULL FROM covering
  UNION ALL
  SELECT one.role, 'pupil', one.pupil_id, p.owner_id, one.things
  FROM at_work JOIN about_one one ON one.user_id = at_work.id JOIN people_person p ON p.key = one.pupil_id
  WHERE NOT p.is_gone AND one.begins_at <= wall.instant() AND one.ends_at > wall.instant()
  UNION ALL
  SELECT 'pupil', 'pupil', e.pupil_id, at_home.owner, NULL
  FROM at_home JOIN people_enrolment e ON e.pupil_id = at_home.person JOIN places_school s ON s.key = e.school_id
  WHERE e.school_year = wall.school_year(wall.today()) AND NOT s.is_gone
    AND wall.holds(e.valid_from, e.valid_to, wall.today())
  UNION ALL
  SELECT 'guardian', 'pupil', l.pupil_id, at_home.owner,
    wall.things_of_ward(l.pupil_id, p.birth_date, at_home.person, at_home.owner)
  FROM at_home JOIN people_guardianlink l ON l.guardian_id = at_home.person JOIN people_person p ON p.key = l.pupil_id
  WHERE l.has_parental_responsibility AND NOT p.is_gone AND p.birth_date IS NOT NULL
    AND wall.holds(l.valid_from, l.valid_to, wall.today())
$$;

-- The pupils whom whoever asks may do one of the letters to with a thing of the matrix, now.
CREATE FUNCTION wall.pupils(asked text, letters text) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 200 AS $$
DECLARE
  day date := wall.today();
  year integer := wall.school_year(day);
  sure integer := wall.strength();
BEGIN
  IF wall.asker() IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH tie AS MATERIALIZED (SELECT * FROM wall.ties()),
  usable AS MATERIALIZED (
    SELECT DISTINCT tie.role, tie.kind, tie.place, cell.keeps_kin_out, cell.waits_for_seal
    FROM tie JOIN wall.cell ON cell.role = tie.role AND cell.kind = tie.kind
    WHERE cell.thing = asked AND strpos(letters, cell.letter) > 0 AND cell.weakest <= sure
      AND (tie.things IS NULL OR asked = ANY (tie.things))
  ),
  enrolled AS (
    SELECT e.pupil_id AS pupil, e.school_id AS school, s.owner_id AS owner
    FROM people_enrolment e JOIN places_school s ON s.key = e.school_id
    WHERE e.school_year = year AND NOT s.is_gone AND wall.holds(e.valid_from, e.valid_to, day)
  ),
  reached AS (
    SELECT m.person_id AS pupil, usable.role, usable.keeps_kin_out, usable.waits_for_seal
    FROM usable JOIN people_membership m ON usable.kind = 'group' AND m.group_id = usable.place
    JOIN places_group g ON g.key = m.group_id JOIN places_school s ON s.key = g.school_id
    WHERE m.role = 'pupil' AND g.school_year = year AND NOT g.is_gone AND NOT s.is_gone
      AND wall.holds(m.valid_from, m.valid_to, day)
    UNION ALL
    SELECT enrolled.pupil, usable.role, usable.keeps_kin_out, usable.waits_for_seal
    FROM usable JOIN enrolled ON usable.kind = 'school' AND enrolled.school = usable.place
    UNION ALL
    SELECT enrolled.pupil, usable.role, usable.keeps_kin_out, usable.waits_for_seal
    FROM usable JOIN enrolled ON usable.kind = 'owner' AND enrolled.owner = usable.place
    UNION ALL
    SELECT usable.place, usable.role, usable.keeps_kin_out, usable.waits_for_seal
    FROM usable WHERE usable.kind = 'pupil'
  ),
  kin AS (
    SELECT u.person_id AS pupil FROM identity_user u WHERE u.id = wall.asker() AND u.person_id IS NOT NULL
    UNION
    SELECT k.pupil_id FROM protection_kinship k
    WHERE k.person_id = wall.person() AND wall.holds(k.valid_from, k.valid_to, day)
    UNION
    SELECT l.pupil_id FROM people_guardianlink l WHERE l.guardian_id = wall.person()
  ),
  cleared AS (
    SELECT c.pupil_id AS pupil FROM protection_clearance c
    WHERE c.user_id = wall.asker() AND wall.holds(c.valid_from, c.valid_to, day)
    UNION
    SELECT enrolled.pupil FROM enrolled JOIN tie ON tie.role = 'custodian' AND tie.place = enrolled.school
  ),
  unclosed AS (
    SELECT s.pupil_id AS pupil FROM seals_seal s WHERE s.sealed_at IS NULL AND s.due_on <= day
  ),
  hidden AS (
    SELECT a.person_id AS pupil FROM protection_addressprotection a
    JOIN wall.hides ON hides.grade = a.grade AND hides.thing = asked
    WHERE a.lowered_at IS NULL AND a.person_id NOT IN (SELECT pupil FROM cleared)
  )
  SELECT DISTINCT p.key FROM reached JOIN people_person p ON p.key = reached.pupil
  WHERE NOT p.is_gone AND p.owner_id IN (SELECT tie.owner FROM tie)
    AND NOT (reached.keeps_kin_out AND EXISTS (SELECT FROM kin WHERE kin.pupil = p.key))
    AND NOT (reached.waits_for_seal AND EXISTS (SELECT FROM unclosed WHERE unclosed.pupil = p.key))
    AND (reached.role = 'pupil' OR NOT EXISTS (SELECT FROM hidden WHERE hidden.pupil = p.key));
END $$;

-- Who the asker is in the schools' systems, and the sign-in's name.
CREATE FUNCTION wall.person() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS
$$ SELECT person_id FROM identity_user WHERE id = wall.asker() $$;

CREATE FUNCTION wall.username() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS
$$ SELECT username::text FROM identity_user WHERE id = wall.asker() $$;

-- That whoever asks teaches the pupil the subject now, in a group that the pupil is in.
CREATE FUNCTION wall.teaches(somebody bigint, subject text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT EXISTS (
    SELECT FROM wall.ties() tie JOIN places_group g ON g.key = tie.place JOIN people_membership m ON m.group_id = g.key
    WHERE tie.role = 'subject_teacher' AND g.subject_code = subject AND subject <> '' AND m.person_id = somebody
      AND m.role = 'pupil' AND wall.holds(m.valid_from, m.valid_to, wall.today())
  )
$$;
CREATE FUNCTION wall.is_privacy_officer() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS
$$ SELECT EXISTS (SELECT FROM wall.ties() WHERE role = 'privacy_officer') $$;

CREATE FUNCTION wall.consents_behind_shares() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER AS
$$ SELECT consent_id FROM sharing_share WHERE user_id = wall.asker() AND consent_id IS NOT NULL $$;

CREATE FUNCTION wall.is_at_my_owner(somebody bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS
$$ SELECT EXISTS (SELECT FROM people_person p WHERE p.key = somebody AND p.owner_id IN (SELECT owner FROM wall.ties())) $$;
