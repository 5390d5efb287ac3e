-- title: How a service's schema changed between two times
-- questions: 15
-- needs: service
-- parameters: from, to, target
--
-- What is in the schema at the later time and not at the earlier, and the other way round, or has another type: as the
-- report state gives it for each of the two times.
WITH earlier AS (
    SELECT DISTINCT kind, schema_name, table_name, object_name, type
    FROM schema_at(getvariable('service'), getvariable('from'), getvariable('target'))
    WHERE getvariable('from') IS NOT NULL
), later AS (
    SELECT DISTINCT kind, schema_name, table_name, object_name, type, last_change
    FROM schema_at(getvariable('service'), getvariable('to'), getvariable('target'))
)
SELECT
    CASE WHEN e.kind IS NULL THEN 'added' WHEN l.kind IS NULL THEN 'removed' ELSE 'changed' END AS difference,
    coalesce(l.kind, e.kind) AS kind,
    coalesce(l.schema_name, e.schema_name) AS schema_name,
    coalesce(l.table_name, e.table_name) AS table_name,
    coalesce(l.object_name, e.object_name) AS object_name,
    e.type AS old_type,
    l.type AS new_type,
    l.last_change
FROM earlier e
FULL JOIN later l ON l.kind = e.kind
    AND l.schema_name IS NOT DISTINCT FROM e.schema_name
    AND l.table_name IS NOT DISTINCT FROM e.table_name
    AND l.object_name IS NOT DISTINCT FROM e.object_name
WHERE e.kind IS NULL OR l.kind IS NULL OR e.type IS DISTINCT FROM l.type
ORDER BY coalesce(l.table_name, e.table_name) NULLS LAST, coalesce(l.kind, e.kind) <> 'table', coalesce(l.kind, e.kind),
    coalesce(l.object_name, e.object_name)
