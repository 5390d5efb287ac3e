-- title: Changes that lose data or have no way back
-- questions: 17
-- parameters: from, to, service
--
-- Changes whose SQL drops, truncates or deletes, or that say they are irreversible: what is lost, why there is no way
-- back, who approved it, and which tables are copied first. Without a copy, the change file has to waive it with a
-- reason.
WITH loss AS (
    SELECT change, string_agg(DISTINCT verb || ' ' || kind || ' '
        || concat_ws('.', table_name, CASE WHEN kind <> 'table' THEN object_name END), ', ') AS lost
    FROM schema_objects WHERE destructive AND direction = 'forward' GROUP BY change
), backup AS (
    SELECT change, string_agg(DISTINCT table_name, ', ') AS copied
    FROM schema_objects WHERE verb = 'backup' GROUP BY change
), wanted AS (
    SELECT c.* FROM changes c
    WHERE (c.irreversible IS NOT NULL OR c.change IN (SELECT change FROM loss))
        AND (getvariable('from') IS NULL OR c.proposed_at >= getvariable('from'))
        AND (getvariable('to') IS NULL OR c.proposed_at < getvariable('to'))
        AND (getvariable('service') IS NULL OR c.service = getvariable('service'))
), applied AS (
    SELECT change, count(DISTINCT target) AS targets
    FROM applications WHERE outcome = 'applied' AND change IN (SELECT change FROM wanted) GROUP BY change
)
SELECT
    c.change,
    c.proposed_at,
    c.name,
    l.lost,
    c.irreversible,
    b.copied,
    c.proposed_by,
    c.approved_by,
    c.emergency,
    c.state,
    coalesce(a.targets, 0) AS targets
FROM wanted c
LEFT JOIN loss l ON l.change = c.change
LEFT JOIN backup b ON b.change = c.change
LEFT JOIN applied a ON a.change = c.change
ORDER BY c.proposed_entry
