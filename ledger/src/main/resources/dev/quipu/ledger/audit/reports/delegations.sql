-- title: Who acts for whom
-- questions: 9
--
-- There are no delegations: nobody approves in another's name, so none can have expired. What comes closest are keys
-- that are no person's: agents, conductors and notaries, each of which has an owner who answers for it. A key that was
-- used after it was revoked would be a finding; what it signed is void.
SELECT
    k.actor,
    k.kind,
    k.owner,
    k.fingerprint,
    k.enrolled_at,
    k.enrolled_by,
    k.revoked_at,
    count(e.number) FILTER (e.accepted) AS entries,
    max(e.logged_at) FILTER (e.accepted) AS last_used_at,
    count(e.number) FILTER (NOT e.accepted AND e.number > k.revoked_entry) AS void_since_revoked
FROM keys k
LEFT JOIN entries e ON e.signed_by = k.fingerprint
WHERE k.kind <> 'human' OR k.owner IS NOT NULL
GROUP BY ALL
ORDER BY k.actor, k.enrolled_at
