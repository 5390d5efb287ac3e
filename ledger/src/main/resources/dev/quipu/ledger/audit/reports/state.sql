-- title: A service's schema at a time
-- questions: 15
-- needs: service
-- parameters: as-of, target
--
-- What the changes that were applied until then make of the service's schema: tables, columns and other objects, with
-- the change that made each and on how many of the service's targets it is. It is read from the SQL of the change files:
-- what was there before the first change, and what functions and DO blocks do, it can't know.
SELECT
    kind,
    schema_name,
    table_name,
    object_name,
    max(type) AS type,
    min(since_change) AS since_change,
    max(last_change) AS last_change,
    count(DISTINCT target) AS targets
FROM schema_at(getvariable('service'), getvariable('as_of'), getvariable('target'))
GROUP BY kind, schema_name, table_name, object_name
ORDER BY schema_name NULLS FIRST, table_name NULLS LAST, kind <> 'table', kind, object_name
