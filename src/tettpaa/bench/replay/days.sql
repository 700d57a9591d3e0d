-- A row for each pupil's day with absence. Given: absences, lessons, school_days, enrolments, memberships.
CREATE OR REPLACE TEMP TABLE group_days AS
SELECT "group", "on", sum(minutes) AS held, sum(minutes) FILTER (is_registered) AS registered FROM lessons GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE days AS
WITH missed AS (SELECT pupil, "on", sum(minutes) AS minutes FROM absences GROUP BY ALL),
held AS (
    SELECT m.pupil, m."on", sum(g.held) AS held, coalesce(sum(g.registered), 0) AS registered
    FROM missed m JOIN memberships t USING (pupil) JOIN group_days g ON g."group" = t."group" AND g."on" = m."on"
    GROUP BY ALL)
SELECT m.pupil, m."on", s.n, m.minutes, m.minutes >= h.held AS is_whole,
       -- may yet turn out a whole day, so its hours are not certain
       m.minutes < h.held AND h.held > greatest(h.registered, m.minutes) AND m.minutes >= h.registered AS is_open
FROM missed m JOIN held h USING (pupil, "on") JOIN enrolments e USING (pupil)
JOIN school_days s ON s.school = e.school AND s.year = e.year AND s."on" = m."on";
