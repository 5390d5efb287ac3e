-- title: What was applied without an approval before
-- questions: 4
-- parameters: from, to, label
--
-- Looks at every applied change whether it was approved, as it was applied, before it was released. Before means: at a
-- lower number in the log; clocks play no part. The rules of the ledger void what is not so, so every row is a fault of
-- the ledger itself: expect none.
WITH approval AS (
    SELECT change, digest, min(entry) AS entry
    FROM approvals WHERE matches AND releasable GROUP BY change, digest
)
SELECT
    a.entry,
    a.logged_at AS applied_at,
    a.change,
    a.target,
    a.actor AS applied_by,
    CASE
        WHEN r.entry IS NULL THEN 'it was never released'
        WHEN v.entry IS NOT NULL THEN 'it was approved in entry ' || v.entry || ', after its release in entry ' || r.entry
        WHEN EXISTS (SELECT 1 FROM approvals o WHERE o.change = a.change)
            THEN 'the approval is of other content, or of too few people'
        ELSE 'nobody approved it' END AS finding
FROM applied_between(getvariable('from'), getvariable('to'), getvariable('label')) a
LEFT JOIN rollout_starts r ON r.order_id = a.order_id AND r.entry < a.entry
LEFT JOIN approval v ON v.change = a.change AND v.digest = a.digest
WHERE r.entry IS NULL OR v.entry IS NULL OR v.entry > r.entry
ORDER BY a.entry
