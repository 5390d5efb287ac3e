-- title: Whether changes were applied elsewhere before production
-- questions: 18
-- parameters: label=env=prod, before=env=staging, from, to
--
-- The way through the environments: for each change applied to a target with --label, when the same content was first
-- applied to a target with --before, and whether anything of it failed there. Earlier means: at a lower number in the
-- log. Where finding is empty, it was tried before.
WITH late AS (
    SELECT change, digest, min(entry) AS entry, min(logged_at) AS applied_at, count(DISTINCT target) AS targets
    FROM applied_between(getvariable('from'), getvariable('to'), getvariable('label'))
    GROUP BY change, digest
), early AS (
    SELECT change, digest, min(entry) AS entry, min(logged_at) AS applied_at
    FROM applied_between(NULL::TIMESTAMP, NULL::TIMESTAMP, getvariable('before'))
    GROUP BY change, digest
), failed AS (
    SELECT a.change, count(*) AS failures
    FROM applications a
    JOIN targets_labelled(getvariable('before')) l
        ON l.target = a.target AND l.from_entry < a.entry AND a.entry < l.to_entry
    WHERE a.outcome = 'failed' GROUP BY a.change
)
SELECT
    p.change,
    e.applied_at AS tried_at,
    coalesce(f.failures, 0) AS failures_there,
    p.applied_at,
    p.targets,
    CASE
        WHEN e.entry IS NULL THEN 'it was not applied there at all'
        WHEN e.entry > p.entry THEN 'it was applied there only afterwards' END AS finding
FROM late p
LEFT JOIN early e ON e.change = p.change AND e.digest = p.digest
LEFT JOIN failed f ON f.change = p.change
ORDER BY p.entry
