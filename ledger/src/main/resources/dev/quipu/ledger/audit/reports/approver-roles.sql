-- title: Approvals by people without the role for it
-- questions: 7
-- parameters: from, to
--
-- Approvals whose key had no role approver for the service at that entry; for emergencies, operator is enough. An entry
-- like that is void, so a row that counts is a fault of the ledger; the void ones show who tried. In a ledger without
-- identities no approval has a role behind it, and all are listed.
WITH accepted AS (
    SELECT d.*, split_part(d.change, '/', 1) AS service FROM decisions d WHERE d.decision = 'approved'
), covered AS (
    SELECT DISTINCT d.entry
    FROM accepted d
    JOIN grants g ON g.fingerprint = d.signed_by AND g.from_entry < d.entry
        AND (g.to_entry IS NULL OR g.to_entry >= d.entry)
        AND (g.role = 'approver' OR (g.role = 'operator' AND d.emergency IS NOT NULL))
        AND g.scope IN ('*', 'service:' || d.service)
), finding AS (
    SELECT d.entry, d.logged_at, d.change, d.actor, d.signed_by, true AS counts,
        CASE WHEN d.signed_by IS NULL THEN 'it is not signed' ELSE 'its key had no role approver for ' || d.service END
            AS finding
    FROM accepted d
    WHERE d.entry NOT IN (SELECT entry FROM covered)
    UNION ALL
    SELECT number, logged_at, change, actor, signed_by, false, void_reason
    FROM entries WHERE NOT accepted AND event = 'ChangeApproved' AND void_kind = 'forbidden'
)
SELECT entry, logged_at, change, actor, signed_by, counts, finding
FROM finding
WHERE (getvariable('from') IS NULL OR logged_at >= getvariable('from'))
    AND (getvariable('to') IS NULL OR logged_at < getvariable('to'))
ORDER BY entry
