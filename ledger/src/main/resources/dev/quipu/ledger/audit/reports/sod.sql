-- title: People with two duties in one change
-- questions: 6
-- parameters: from, to, label
--
-- Separation of duties: the same person as author and approver, author and releaser, approver and releaser, or as the
-- one who answers for the agent that applied it. Service accounts count as their owners. In a ledger without identities
-- everybody is who they say they are, and agents have no owners.
WITH person AS (SELECT actor, person FROM persons),
applied AS (
    SELECT change, order_id, actor, entry, target
    FROM applied_between(getvariable('from'), getvariable('to'), getvariable('label'))
), release AS (
    SELECT change, order_id, min(entry) AS entry, count(DISTINCT target) AS targets
    FROM applied GROUP BY change, order_id
), duty AS (
    SELECT r.change, r.order_id, 'author' AS duty, p.actor FROM release r JOIN proposals p ON p.change = r.change
    UNION
    SELECT r.change, r.order_id, 'approver', d.actor FROM release r
        JOIN decisions d ON d.change = r.change AND d.decision = 'approved'
    UNION
    SELECT r.change, r.order_id, 'releaser', s.actor FROM release r JOIN rollout_starts s ON s.order_id = r.order_id
    UNION
    SELECT change, order_id, 'applier', actor FROM applied
), held AS (
    SELECT d.change, d.order_id, coalesce(p.person, d.actor) AS person,
        array_to_string(list_sort(list_distinct(list(d.duty))), ', ') AS duties,
        array_to_string(list_sort(list_distinct(list(d.actor))), ', ') AS acting_as
    FROM duty d LEFT JOIN person p ON p.actor = d.actor
    GROUP BY d.change, d.order_id, coalesce(p.person, d.actor)
    HAVING min(d.duty) <> max(d.duty)
)
SELECT h.change, r.entry AS first_entry, h.person, h.duties, h.acting_as, r.targets
FROM held h
JOIN release r ON r.change = h.change AND r.order_id = h.order_id
ORDER BY r.entry, h.person
