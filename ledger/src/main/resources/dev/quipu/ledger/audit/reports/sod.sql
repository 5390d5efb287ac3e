-- title: People with two duties in one change
-- questions: 6
-- parameters: from, to, label
--
-- Separation of duties: the same person as author and approver, author and releaser, approver and releaser, or as the
-- one who answers for the agent that applied it. Service accounts count as their owners. In a ledger without identities
-- everybody is who they say they are, and agents have no owners.
WITH person AS (SELECT actor, person FROM persons),
applied AS (
    SELECT change, order_id, actor, min(entry) AS entry, count(DISTINCT target) AS targets
    FROM applied_between(getvariable('from'), getvariable('to'), getvariable('label'))
    GROUP BY change, order_id, actor
), duty AS (
    SELECT DISTINCT a.change, a.entry, 'author' AS duty, p.actor FROM applied a JOIN proposals p ON p.change = a.change
    UNION
    SELECT a.change, a.entry, 'approver', d.actor FROM applied a
        JOIN decisions d ON d.change = a.change AND d.decision = 'approved'
    UNION
    SELECT a.change, a.entry, 'releaser', r.actor FROM applied a JOIN rollout_starts r ON r.order_id = a.order_id
    UNION
    SELECT change, entry, 'applier', actor FROM applied
), held AS (
    SELECT d.change, d.entry, coalesce(p.person, d.actor) AS person,
        list(DISTINCT d.duty ORDER BY d.duty) AS duties,
        list(DISTINCT d.actor ORDER BY d.actor) AS actors
    FROM duty d LEFT JOIN person p ON p.actor = d.actor
    GROUP BY d.change, d.entry, coalesce(p.person, d.actor)
    HAVING count(DISTINCT d.duty) > 1
)
SELECT
    h.change,
    min(h.entry) AS first_entry,
    h.person,
    array_to_string(h.duties, ', ') AS duties,
    array_to_string(h.actors, ', ') AS acting_as,
    sum(a.targets)::BIGINT AS targets
FROM held h
JOIN applied a ON a.change = h.change AND a.entry = h.entry
GROUP BY h.change, h.person, h.duties, h.actors
ORDER BY first_entry, h.person
