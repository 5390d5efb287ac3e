-- title: How changes had to be approved, and since when
-- questions: 19
-- parameters: service
--
-- The rules of approval as they were set, by whom and why. While nobody has set any, one approval is enough, and authors
-- may approve their own changes as long as nobody else may approve them.
SELECT entry, logged_at, actor, coalesce(service, '(all)') AS service, approvals, self_approval, reason,
    lead(logged_at) OVER (PARTITION BY service ORDER BY entry) AS until
FROM policies
WHERE getvariable('service') IS NULL OR service IS NULL OR service = getvariable('service')
ORDER BY entry
