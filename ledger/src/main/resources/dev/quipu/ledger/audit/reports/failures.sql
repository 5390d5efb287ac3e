-- title: What failed or was rolled back, and how soon it was mended
-- questions: 11
-- parameters: from, to, label
--
-- Work that stopped, and changes that were rolled back. It is mended when the same change is applied on the target, or
-- taken back after it failed; mean_minutes is the mean over all rows that are. Nothing can be tried again with other
-- content: a change never changes. What mends one is another change, which may name it in its intent.
WITH ending AS (
    SELECT a.* FROM applications a
    JOIN targets_labelled(getvariable('label')) l
        ON l.target = a.target AND l.from_entry < a.entry AND a.entry < l.to_entry
    WHERE a.outcome <> 'applied'
        AND (getvariable('from') IS NULL OR a.logged_at >= getvariable('from'))
        AND (getvariable('to') IS NULL OR a.logged_at < getvariable('to'))
), mended AS (
    SELECT e.entry, min(n.entry) AS mended_entry, min(n.logged_at) AS mended_at
    FROM ending e
    JOIN applications n ON n.target = e.target AND n.change = e.change AND n.entry > e.entry
    WHERE e.outcome = 'failed' AND n.outcome <> 'failed'
    GROUP BY e.entry
)
SELECT
    e.entry,
    e.logged_at,
    e.change,
    e.target,
    e.direction,
    e.outcome,
    e.step,
    e.code,
    e.message,
    m.mended_entry,
    m.mended_at,
    date_diff('second', e.logged_at, m.mended_at) / 60.0 AS minutes,
    avg(date_diff('second', e.logged_at, m.mended_at) / 60.0) OVER () AS mean_minutes
FROM ending e
LEFT JOIN mended m ON m.entry = e.entry
ORDER BY e.entry
