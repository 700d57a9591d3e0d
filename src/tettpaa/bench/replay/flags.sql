-- The first day with $days whole days, or $minutes certain minutes, in 20 school days: only a day with absence can be.
CREATE OR REPLACE TEMP TABLE flags AS
WITH windows AS (
    SELECT pupil, "on", sum(is_whole::INT) OVER w AS days,
           sum(CASE WHEN is_whole OR is_open THEN 0 ELSE minutes END) OVER w AS minutes
    FROM days WINDOW w AS (PARTITION BY pupil ORDER BY n RANGE BETWEEN 19 PRECEDING AND CURRENT ROW)),
firsts AS (SELECT pupil, min("on") AS first FROM windows WHERE days >= $days OR minutes >= $minutes GROUP BY pupil)
SELECT e.pupil, e.left AS left_on, f.first FROM enrolments e LEFT JOIN firsts f USING (pupil);
