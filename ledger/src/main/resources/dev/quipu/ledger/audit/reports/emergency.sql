-- title: Approvals that overrode the policy
-- questions: 10
-- parameters: from, to, within=72
--
-- Emergency approvals and whether somebody else has looked at them since, within --within hours. One that nobody has
-- looked at yet is open; it becomes late when the time is over.
SELECT
    e.entry,
    e.logged_at AS approved_at,
    e.change,
    e.actor AS approved_by,
    e.reason,
    e.reviewed_at,
    e.reviewed_by,
    e.review,
    CASE
        WHEN e.reviewed_at > e.logged_at + to_hours(getvariable('within')) THEN 'reviewed late'
        WHEN e.reviewed_at IS NOT NULL THEN NULL
        WHEN e.logged_at + to_hours(getvariable('within')) < getvariable('now') THEN 'not reviewed, late'
        ELSE 'not reviewed yet' END AS finding
FROM emergencies e
WHERE (getvariable('from') IS NULL OR e.logged_at >= getvariable('from'))
    AND (getvariable('to') IS NULL OR e.logged_at < getvariable('to'))
ORDER BY e.entry
