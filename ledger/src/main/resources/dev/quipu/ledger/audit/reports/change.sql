-- title: The whole story of a change
-- questions: 2
-- needs: change
--
-- Every entry about one change in the order of the log: who proposed, approved, released and applied it, how often what
-- failed, what was rolled back, and what was tried and is void. To prove one of the entries, use its number: the leaf is
-- its hash in the log's Merkle tree.
WITH released AS (
    SELECT s.entry FROM rollout_starts s JOIN rollout_changes c ON c.entry = s.entry
    WHERE c.change = getvariable('change')
    UNION ALL
    SELECT e.entry FROM rollout_ends e JOIN rollout_changes c ON c.rollout = e.rollout
    WHERE c.change = getvariable('change')
), detail AS (
    SELECT entry, concat_ws('; ', comment, 'emergency: ' || emergency) AS detail
    FROM decisions WHERE change = getvariable('change')
    UNION ALL
    SELECT entry, concat_ws('; ', intent, 'ticket ' || ticket, 'digest ' || digest)
    FROM proposals WHERE change = getvariable('change')
    UNION ALL
    SELECT entry, concat_ws(' ', direction, 'step ' || step, code, message) FROM applications
    WHERE change = getvariable('change') AND outcome = 'failed'
    UNION ALL
    SELECT entry, concat_ws(' ', direction, 'step ' || step || ', attempt ' || attempt, code, message)
    FROM step_events WHERE change = getvariable('change')
    UNION ALL
    SELECT entry, reason FROM target_events WHERE change = getvariable('change')
    UNION ALL
    SELECT entry, note FROM notes WHERE subject = 'change:' || getvariable('change')
    UNION ALL
    SELECT entry, rollout FROM rollout_starts WHERE entry IN (FROM released)
    UNION ALL
    SELECT entry, rollout || ' ' || outcome FROM rollout_ends WHERE entry IN (FROM released)
)
SELECT
    e.number AS entry,
    e.logged_at,
    e.event,
    e.actor,
    e.target,
    CASE WHEN e.accepted THEN d.detail ELSE 'void: ' || e.void_reason END AS detail,
    e.signed_by,
    lower(hex(e.leaf)) AS leaf
FROM entries e
LEFT JOIN detail d ON d.entry = e.number
WHERE e.change = getvariable('change') OR e.number IN (FROM released)
ORDER BY e.number
