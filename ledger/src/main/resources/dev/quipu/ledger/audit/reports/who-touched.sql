-- title: Every change that touched a table or column
-- questions: 16
-- needs: object
-- parameters: service, from, to
--
-- The whole history of table or table.column, for example of cardholder data: each change whose SQL names it, with who
-- proposed and approved it and where it was applied. For a column, what was done to its whole table and indexes on it are
-- listed too. It is read from the change files; SQL inside of functions and DO blocks is not looked into.
WITH wanted AS (
    SELECT lower(split_part(getvariable('object'), '.', 1)) AS table_name,
        nullif(lower(split_part(getvariable('object'), '.', 2)), '') AS column_name
), touch AS (
    SELECT o.change, o.step, o.position, o.verb, o.kind, o.object_name, o.new_name, o.destructive, o.statement
    FROM schema_objects o, wanted w
    WHERE o.direction = 'forward'
        AND (lower(o.table_name) = w.table_name OR (o.kind = 'table' AND lower(o.new_name) = w.table_name))
        AND (w.column_name IS NULL
            OR (o.kind = 'column' AND w.column_name IN (lower(o.object_name), lower(o.new_name)))
            OR (o.kind = 'index' AND list_contains(string_split(lower(o.type), ', '), w.column_name))
            OR o.kind = 'table')
        AND (getvariable('service') IS NULL OR o.service = getvariable('service'))
), applied AS (
    SELECT change, min(logged_at) AS first_applied_at, count(DISTINCT target) AS targets
    FROM applications WHERE outcome = 'applied' AND change IN (SELECT change FROM touch) GROUP BY change
)
SELECT
    c.change,
    c.proposed_at,
    c.proposed_by,
    c.approved_by,
    c.state,
    t.step,
    t.verb,
    t.kind,
    concat_ws(' to ', t.object_name, t.new_name) AS object,
    t.destructive,
    t.statement,
    a.first_applied_at,
    coalesce(a.targets, 0) AS targets
FROM touch t
JOIN changes c ON c.change = t.change
LEFT JOIN applied a ON a.change = t.change
WHERE (getvariable('from') IS NULL OR c.proposed_at >= getvariable('from'))
    AND (getvariable('to') IS NULL OR c.proposed_at < getvariable('to'))
ORDER BY c.proposed_entry, t.step, t.position
