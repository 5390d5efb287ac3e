-- title: A random sample of what was applied
-- questions: 3
-- parameters: size=25, seed=1, from, to, label
--
-- Draws --size rows from the population of the same dates and label. The order is that of SHA-256 over the seed, a colon
-- and the entry's number, so whoever has the population and the seed draws the same sample with any tool. Let the
-- auditor choose the seed, after the population is fixed.
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
    a.actor AS applied_by,
    a.digest,
    sha256(getvariable('seed') || ':' || a.entry) AS drawn_by
FROM applied_between(getvariable('from'), getvariable('to'), getvariable('label')) a
LEFT JOIN changes c ON c.change = a.change
ORDER BY drawn_by
LIMIT getvariable('size')
