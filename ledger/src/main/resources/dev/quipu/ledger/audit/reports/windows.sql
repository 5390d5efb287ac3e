-- title: What was applied outside of a window
-- questions: 12
-- parameters: window=Mon-Fri 08:00-18:00, from, to, label
--
-- Changes that ended on a target, applied or rolled back, outside of the hours that you give with --window. Hours are in
-- UTC; several windows stand with semicolons between, and one may go past midnight. The ledger knows no freeze windows
-- of its own yet: take those that were agreed on.
WITH ended AS (
    SELECT a.*, (isodow(a.logged_at) - 1) * 1440 + hour(a.logged_at) * 60 + minute(a.logged_at) AS minute
    FROM applications a
    JOIN targets_labelled(getvariable('label')) l
        ON l.target = a.target AND l.from_entry < a.entry AND a.entry < l.to_entry
    WHERE a.outcome <> 'failed'
        AND (getvariable('from') IS NULL OR a.logged_at >= getvariable('from'))
        AND (getvariable('to') IS NULL OR a.logged_at < getvariable('to'))
)
SELECT
    e.entry,
    e.logged_at,
    dayname(e.logged_at) AS weekday,
    e.change,
    e.target,
    e.outcome,
    r.actor AS released_by,
    c.emergency
FROM ended e
LEFT JOIN rollout_starts r ON r.order_id = e.order_id
LEFT JOIN changes c ON c.change = e.change
WHERE NOT EXISTS (
    SELECT 1 FROM (SELECT unnest(getvariable('window')) AS open) w
    WHERE e.minute >= w.open[1] AND e.minute < w.open[2])
ORDER BY e.entry
