-- title: Where databases and the ledger disagreed
-- questions: 13
-- parameters: from, to, service, target
--
-- What the ledger has of databases that are not as it says: agents that found another history or other content in the
-- database, an invalid index, or could not tell whether a statement took effect; and agents' reports that are void
-- because they are not about what was under way. What this can't show: objects that somebody made by hand. Nobody
-- compares whole schemas with the ledger yet, so an empty answer doesn't say that there is no drift.
WITH found AS (
    SELECT entry, logged_at, target, change, code, message FROM step_events
    WHERE outcome IN ('failed', 'paused') AND code IN ('history', 'content', 'undecidable', 'invalid-index')
    UNION ALL
    SELECT entry, logged_at, target, change, code, message FROM applications
    WHERE outcome = 'failed' AND code IN ('history', 'content', 'undecidable', 'invalid-index')
    UNION ALL
    SELECT number, logged_at, target, change, 'void ' || void_kind, void_reason FROM entries
    WHERE NOT accepted AND void_kind NOT IN ('duplicate', 'stale', 'forbidden')
        AND event IN ('ChangeApplied', 'ChangeRolledBack', 'ChangeFailed', 'StepCompleted', 'StepFailed')
)
SELECT
    f.target,
    f.change,
    f.code,
    f.message,
    count(*) AS times,
    min(f.entry) AS first_entry,
    min(f.logged_at) AS first_seen,
    max(f.logged_at) AS last_seen
FROM found f
WHERE (getvariable('from') IS NULL OR f.logged_at >= getvariable('from'))
    AND (getvariable('to') IS NULL OR f.logged_at < getvariable('to'))
    AND (getvariable('service') IS NULL OR split_part(f.target, '@', 1) = getvariable('service'))
    AND (getvariable('target') IS NULL OR f.target = getvariable('target'))
GROUP BY f.target, f.change, f.code, f.message
ORDER BY first_entry
