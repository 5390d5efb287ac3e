-- title: Entries that don't count
-- questions: 22
-- parameters: from, to, kind
--
-- Rejected writes: lost races and repeats (stale, duplicate, conflict) are part of how writers agree; what somebody may
-- not write is forbidden, and so is what is not signed, or not by whom it says. The actor of a forbidden entry is only
-- what it claims.
SELECT number AS entry, logged_at, void_kind, event, stream, actor, signature, signed_by, void_reason
FROM voids
WHERE (getvariable('from') IS NULL OR logged_at >= getvariable('from'))
    AND (getvariable('to') IS NULL OR logged_at < getvariable('to'))
    AND (getvariable('kind') IS NULL OR void_kind = getvariable('kind'))
ORDER BY number
