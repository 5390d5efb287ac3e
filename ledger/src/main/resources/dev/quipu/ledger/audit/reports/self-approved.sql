-- title: Authors who approved their own changes
-- questions: 5
-- parameters: from, to
--
-- Approvals by the person who proposed the change, be it with another key or as a service account whose owner they are.
-- Whether that was allowed depends on the policy at the time: it stands beside. Column others says how many other people
-- approved the change too.
WITH person AS (SELECT actor, person FROM persons)
SELECT
    a.entry,
    a.logged_at AS approved_at,
    a.change,
    a.actor AS approved_by,
    a.proposed_by,
    coalesce(pa.person, a.actor) AS person,
    (SELECT count(DISTINCT o.actor) FROM approvals o
        WHERE o.change = a.change AND o.actor <> a.actor) AS others,
    coalesce(
        (SELECT arg_max(s.self_approval, s.entry) FROM policies s
            WHERE s.service = split_part(a.change, '/', 1) AND s.entry < a.entry),
        (SELECT arg_max(s.self_approval, s.entry) FROM policies s WHERE s.service IS NULL AND s.entry < a.entry),
        'while-alone') AS policy,
    a.emergency
FROM approvals a
LEFT JOIN person pa ON pa.actor = a.actor
LEFT JOIN person pp ON pp.actor = a.proposed_by
WHERE coalesce(pa.person, a.actor) = coalesce(pp.person, a.proposed_by)
    AND (getvariable('from') IS NULL OR a.logged_at >= getvariable('from'))
    AND (getvariable('to') IS NULL OR a.logged_at < getvariable('to'))
ORDER BY a.entry
