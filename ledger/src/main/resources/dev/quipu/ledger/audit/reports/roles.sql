-- title: Who has, or had, which role
-- questions: 19
-- parameters: as-of, actor
--
-- Every role that a key was given, by whom, and from when to when: with --as-of, those at that time, for a review of
-- access. A ledger without identities has no roles.
SELECT actor, kind, owner, role, scope, fingerprint, from_entry, from_at, given_by, to_entry, to_at, ended_how
FROM grants
WHERE (getvariable('as_of') IS NULL
        OR (from_at < getvariable('as_of') AND (to_at IS NULL OR to_at >= getvariable('as_of'))))
    AND (getvariable('actor') IS NULL OR getvariable('actor') IN (actor, owner))
ORDER BY actor, from_entry, role, scope
