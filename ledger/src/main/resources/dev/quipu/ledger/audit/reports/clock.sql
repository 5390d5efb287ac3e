-- title: Whose clocks are wrong
-- questions: 23
-- parameters: skew=60, from, to
--
-- Writers whose clock was more than --skew seconds from the broker's, with how often and how far. Nothing in the ledger
-- goes by writers' clocks; an entry that waited for the broker looks like a clock that is late. The broker's own clock
-- can't be checked from here.
SELECT
    actor,
    actor_kind,
    count(*) AS entries,
    count(*) FILTER (abs(clock_skew_ms) > getvariable('skew') * 1000) AS beyond,
    max(clock_skew_ms) / 1000.0 AS most_ahead_s,
    min(clock_skew_ms) / 1000.0 AS most_behind_s,
    arg_max(number, abs(clock_skew_ms)) AS worst_entry
FROM entries
WHERE clock_skew_ms IS NOT NULL
    AND (getvariable('from') IS NULL OR logged_at >= getvariable('from'))
    AND (getvariable('to') IS NULL OR logged_at < getvariable('to'))
GROUP BY actor, actor_kind
HAVING count(*) FILTER (abs(clock_skew_ms) > getvariable('skew') * 1000) > 0
ORDER BY beyond DESC, actor
