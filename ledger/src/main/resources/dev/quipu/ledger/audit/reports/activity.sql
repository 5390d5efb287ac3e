-- title: All that somebody did
-- questions: 20
-- needs: actor
-- parameters: from, to
--
-- Entries that the actor wrote, or that agents and others wrote whose owner the actor is; void ones too. Column by_key
-- tells entries that were signed with a key of theirs from those that only claim to be theirs. Emergency approvals stand
-- out in detail.
WITH theirs AS (
    SELECT getvariable('actor') AS actor
    UNION
    SELECT actor FROM persons WHERE person = getvariable('actor')
), signing AS (SELECT fingerprint FROM keys WHERE actor IN (SELECT actor FROM theirs))
SELECT
    e.number AS entry,
    e.logged_at,
    e.actor,
    e.event,
    e.stream,
    e.signed_by IN (SELECT fingerprint FROM signing) AS by_key,
    e.accepted,
    CASE WHEN NOT e.accepted THEN e.void_reason ELSE 'emergency: ' || d.emergency END AS detail
FROM entries e
LEFT JOIN decisions d ON d.entry = e.number AND d.emergency IS NOT NULL
WHERE (e.actor IN (SELECT actor FROM theirs) OR e.signed_by IN (SELECT fingerprint FROM signing))
    AND (getvariable('from') IS NULL OR e.logged_at >= getvariable('from'))
    AND (getvariable('to') IS NULL OR e.logged_at < getvariable('to'))
ORDER BY e.number
