-- title: Whether the log is whole
-- questions: 22
--
-- Counts that have to fit: entries are numbered without gaps or repeats, the store has them all, checkpoints only grow,
-- and what is void is accounted for. Whether the log is the one that a checkpoint kept elsewhere was signed for, and
-- whether two checkpoints are of one log, only their proofs can tell: compare the root below with yours.
WITH log AS (
    SELECT count(*) AS entries, min(number) AS lowest, max(number) AS highest, sum(number) AS total,
        sum(number::HUGEINT * number) AS squares, max(kafka_offset) AS last_offset
    FROM entries
), checkpoint AS (
    SELECT count(*) AS checkpoints, count(*) FILTER (size < before) AS shrunk, max(size) AS size, arg_max(root, entry) AS root
    FROM (SELECT *, lag(size) OVER (ORDER BY entry) AS before FROM checkpoints)
), void AS (
    SELECT void_kind, count(*) AS voids, min(number) AS first_entry, max(number) AS last_entry
    FROM entries WHERE NOT accepted GROUP BY void_kind
), fact AS (
    SELECT 1 AS place, 'entries' AS what, entries::VARCHAR AS value, NULL AS finding FROM log
    UNION ALL
    SELECT 2, 'numbers without gaps and repeats', lowest || ' to ' || highest,
        CASE WHEN lowest <> 0 OR highest <> entries - 1
            OR total <> entries::HUGEINT * (entries - 1) // 2
            OR squares <> (entries::HUGEINT - 1) * entries * (2 * entries - 1) // 6
            THEN 'there are gaps or repeats' END
    FROM log
    UNION ALL
    SELECT 3, 'the store has them all', (SELECT entries FROM store)::VARCHAR,
        CASE WHEN (SELECT entries FROM store) <> entries THEN 'the store says another number' END
    FROM log
    UNION ALL
    SELECT 4, 'offsets without a record', (last_offset + 1 - entries)::VARCHAR, NULL FROM log
    UNION ALL
    SELECT 5, 'root of the Merkle tree over them', (SELECT root FROM store), NULL
    UNION ALL
    SELECT 6, 'checkpoints in the log', checkpoints || coalesce(', the newest of ' || size || ' entries with root ' || root, ''),
        CASE WHEN shrunk > 0 THEN 'one is of fewer entries than the one before' END
    FROM checkpoint
    UNION ALL
    SELECT 7, 'void: ' || void_kind, voids || ' from entry ' || first_entry || ' to ' || last_entry,
        CASE WHEN void_kind = 'forbidden' THEN 'somebody tried what they may not: see the report voids' END
    FROM void
)
SELECT what, value, finding FROM fact ORDER BY place, what
