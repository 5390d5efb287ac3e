-- title: What was applied, between two dates
-- questions: 1
-- parameters: from, to, label
--
-- Every change that was applied to a target, in the order of the log: the population that samples are drawn from. It is
-- made from the log alone, and the log leaves nothing out: entries are numbered without gaps, and the root of the Merkle
-- tree over them, which stands below the answer, fits no other list. Give --label env=prod for production only: what
-- counts are the labels that a target had when the change was applied.
SELECT
    a.entry,
    a.logged_at AS applied_at,
    a.change,
    a.target,
    c.name,
    c.ticket,
    c.proposed_by,
    c.approved_by,
    c.approved_at,
    r.actor AS released_by,
    a.actor AS applied_by,
    a.digest
FROM applied_between(getvariable('from'), getvariable('to'), getvariable('label')) a
LEFT JOIN changes c ON c.change = a.change
LEFT JOIN rollout_starts r ON r.order_id = a.order_id
ORDER BY a.entry
