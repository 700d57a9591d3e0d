-- The core set in DuckDB. Given: absences, lessons, calendar, subjects, codes; memberships, groups, enrolments.
-- $as_of is the day. Days are counted from 1 August ($first).
CREATE OR REPLACE TEMP TABLE school_days AS
SELECT school, "on", row_number() OVER (PARTITION BY school ORDER BY "on") AS n
FROM calendar WHERE is_school_day AND "on" <= $as_of;

CREATE OR REPLACE TEMP TABLE group_days AS
SELECT "group", "on", sum(minutes) AS held, sum(minutes) FILTER (registered_on <= $as_of) AS registered,
       min(lesson) AS first_lesson, max(lesson) AS last_lesson
FROM lessons WHERE coalesce(is_held, true) AND "on" <= $as_of GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE away AS
SELECT a.pupil, a."on", a.lesson, a.minutes, a.subject_code, c.cause, c.documentation
FROM absences a JOIN codes c USING (code) WHERE NOT a.is_late AND a."on" <= $as_of;

CREATE OR REPLACE TEMP TABLE days AS
WITH missed AS (
    SELECT pupil, "on", sum(minutes) AS minutes,
           coalesce(sum(minutes) FILTER (documentation = 'none'), 0) AS undocumented
    FROM away GROUP BY ALL),
held AS (
    SELECT m.pupil, m."on", sum(g.held) AS held, coalesce(sum(g.registered), 0) AS registered,
           min(g.first_lesson) AS first_lesson, max(g.last_lesson) AS last_lesson
    FROM missed m JOIN memberships t ON t.pupil = m.pupil AND m."on" BETWEEN t.since AND t.until
    JOIN group_days g ON g."group" = t."group" AND g."on" = m."on" GROUP BY ALL),
edges AS (
    SELECT a.pupil, a."on", bool_or(a.lesson = h.first_lesson) AS first, bool_or(a.lesson = h.last_lesson) AS last
    FROM away a JOIN held h USING (pupil, "on") GROUP BY ALL)
SELECT m.pupil, m."on", s.n, m.minutes, m.undocumented, m.minutes >= h.held AS is_whole, e.first, e.last,
       -- may yet turn out a whole day, so its hours are not certain
       m.minutes < h.held AND h.held > greatest(h.registered, m.minutes) AND m.minutes >= h.registered AS is_open,
       isodow(m."on") IN (1, 5) AS is_edge
FROM missed m JOIN held h USING (pupil, "on") JOIN edges e USING (pupil, "on")
JOIN enrolments USING (pupil) JOIN school_days s ON s.school = enrolments.school AND s."on" = m."on";

CREATE OR REPLACE TEMP TABLE sums AS
WITH latest AS (SELECT school, max(n) AS n FROM school_days GROUP BY school)
SELECT e.pupil, e.school,
       count(*) FILTER (is_whole) AS days,
       coalesce(sum(minutes) FILTER (NOT is_whole), 0) AS minutes,
       coalesce(sum(undocumented) FILTER (NOT is_whole), 0) AS undocumented,
       count(*) FILTER (NOT is_whole) AS partial,
       count(*) FILTER (NOT is_whole AND first) AS first, count(*) FILTER (NOT is_whole AND last) AS last,
       count(*) FILTER (is_edge) AS edges,
       count(*) FILTER (is_whole AND d.n > l.n - 10) AS days_10, count(*) FILTER (is_whole AND d.n > l.n - 20) AS days_20,
       count(*) FILTER (is_whole AND d.n > l.n - 20)
         - count(*) FILTER (is_whole AND d.n <= l.n - 20 AND d.n > l.n - 40) AS trend
FROM enrolments e JOIN latest l USING (school) LEFT JOIN days d USING (pupil) GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE lates AS
SELECT pupil, count(*) AS late FROM absences WHERE is_late AND "on" <= $as_of GROUP BY pupil;

CREATE OR REPLACE TEMP TABLE streaks AS
WITH islands AS (
    SELECT pupil, n, n - row_number() OVER (PARTITION BY pupil ORDER BY n) AS island FROM days WHERE is_whole),
runs AS (SELECT pupil, count(*) AS length, max(n) AS ends FROM islands GROUP BY pupil, island)
SELECT pupil, max(length) AS longest,
       coalesce(max(length) FILTER (ends = (SELECT max(n) FROM school_days)), 0) AS current
FROM runs GROUP BY pupil;

CREATE OR REPLACE TEMP TABLE firsts AS
WITH windows AS (
    SELECT pupil, "on", sum(is_whole::INT) OVER w AS days,
           sum(CASE WHEN is_whole OR is_open THEN 0 ELSE minutes END) OVER w AS minutes
    FROM days WINDOW w AS (PARTITION BY pupil ORDER BY n RANGE BETWEEN 19 PRECEDING AND CURRENT ROW))
SELECT pupil, min("on") AS since_rule FROM windows WHERE days >= 3 OR minutes >= 600 GROUP BY pupil;

-- § 9-8: health documented by a professional counts until 10 % is reached; the rest counts, but documented causes.
CREATE OR REPLACE TEMP TABLE over_limits AS
WITH limits AS (SELECT school, subject_code, round(planned_hours * 60) * 0.1 AS limit_minutes FROM subjects),
events AS (
    SELECT a.pupil, a.subject_code, a."on", a.minutes, a.documentation = 'health' AS is_health, l.limit_minutes,
           row_number() OVER w AS place, sum(a.minutes) OVER w AS total,
           sum(CASE WHEN a.documentation = 'health' THEN 0 ELSE a.minutes END) OVER w AS certain
    FROM away a JOIN enrolments e USING (pupil) JOIN limits l ON l.school = e.school AND l.subject_code = a.subject_code
    WHERE a.cause <> 'b'
    WINDOW w AS (PARTITION BY a.pupil, a.subject_code ORDER BY a."on", a.lesson ROWS UNBOUNDED PRECEDING)),
reached AS (
    SELECT pupil, subject_code, arg_min(CASE WHEN is_health THEN limit_minutes ELSE total END - certain, place) AS base,
           min(place) AS place
    FROM events WHERE total >= limit_minutes GROUP BY ALL),
counted AS (
    SELECT e.pupil, e.subject_code, e."on", e.limit_minutes, r.base + e.certain AS minutes
    FROM events e JOIN reached r USING (pupil, subject_code) WHERE e.place >= r.place)
SELECT pupil, count(DISTINCT subject_code) FILTER (minutes > limit_minutes) AS over_10,
       count(DISTINCT subject_code) FILTER (minutes > limit_minutes * 1.5) AS over_15,
       min("on") FILTER (minutes > limit_minutes) AS since_over_10,
       min("on") FILTER (minutes > limit_minutes * 1.5) AS since_over_15
FROM counted GROUP BY pupil;

CREATE OR REPLACE TEMP TABLE by_pupil AS
SELECT s.*, coalesce(late, 0) AS late, coalesce(longest, 0) AS longest, coalesce(current, 0) AS current,
       coalesce(over_10, 0) AS over_10, coalesce(over_15, 0) AS over_15, coalesce(since_rule - $first, -1) AS since_rule,
       coalesce(since_over_10 - $first, -1) AS since_over_10, coalesce(since_over_15 - $first, -1) AS since_over_15
FROM sums s LEFT JOIN lates USING (pupil) LEFT JOIN streaks USING (pupil) LEFT JOIN firsts USING (pupil)
LEFT JOIN over_limits USING (pupil) ORDER BY s.pupil;

CREATE OR REPLACE TEMP TABLE by_school AS
SELECT school, count(*) AS pupils, sum(days) AS days, sum(minutes) AS minutes FROM by_pupil GROUP BY school ORDER BY school;

CREATE OR REPLACE TEMP TABLE by_group AS
SELECT g."group", count(l."on") AS lessons,
       count(l."on") FILTER (l.registered_on IS NULL OR l.registered_on > $as_of) AS missing
FROM groups g LEFT JOIN lessons l ON l."group" = g."group" AND coalesce(l.is_held, true) AND l."on" <= $as_of
GROUP BY g."group" ORDER BY g."group";
