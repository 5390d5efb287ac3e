-- title: What people did by hand
-- questions: 14
-- parameters: from, to, service
--
-- Interventions beside the usual way of a change: work that was paused, resumed, aborted or rolled back, limits and
-- toggles, targets that were retired, changes that were withdrawn after their release, overridden policies, and remarks,
-- with who and why. The ledger has no way to mark a change as applied, to skip one or to take a lock away, so there is
-- none of that here; what is done in a database behind its back is in no ledger.
WITH act AS (
    SELECT entry, logged_at, actor, event AS act, coalesce(change, '') AS change, target AS about, service,
        concat_ws('; ', reason, toggle || ' ' || percentage || ' %', limits::VARCHAR) AS detail
    FROM target_events WHERE event NOT IN ('registered', 'relabelled')
    UNION ALL
    SELECT d.entry, d.logged_at, d.actor, 'withdrawn after release', d.change, d.change, c.service, d.comment
    FROM decisions d JOIN changes c ON c.change = d.change
    WHERE d.decision = 'withdrawn' AND c.released_entry IS NOT NULL
    UNION ALL
    SELECT entry, logged_at, actor, 'policy overridden', change, change, split_part(change, '/', 1), emergency
    FROM decisions WHERE emergency IS NOT NULL
    UNION ALL
    SELECT n.entry, n.logged_at, n.actor, 'remark', coalesce(e.change, ''), n.subject, e.service, n.note
    FROM notes n JOIN entries e ON e.number = n.entry
)
SELECT entry, logged_at, actor, act, about, nullif(change, '') AS change, detail
FROM act
WHERE (getvariable('from') IS NULL OR logged_at >= getvariable('from'))
    AND (getvariable('to') IS NULL OR logged_at < getvariable('to'))
    AND (getvariable('service') IS NULL OR service = getvariable('service'))
ORDER BY entry
