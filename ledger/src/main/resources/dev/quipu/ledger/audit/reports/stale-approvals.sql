-- title: Approvals of other SQL than was applied
-- questions: 8
-- parameters: from, to
--
-- An approval names the digest of the change file that was read, and agents apply only content with that digest. Rows
-- that count are a fault of the ledger. The void ones show attempts: an approval of other content, or a second file
-- under the number of a change, which never changes.
WITH finding AS (
    SELECT entry, logged_at, change, actor, true AS counts,
        'the approval is of content ' || left(digest, 12) || ', which is not what was proposed' AS finding
    FROM approvals WHERE matches IS DISTINCT FROM true
    UNION ALL
    SELECT a.entry, a.logged_at, a.change, a.actor, true,
        a.target || ' got content ' || left(a.digest, 12) || ', which was not proposed'
    FROM applications a JOIN proposals p ON p.change = a.change
    WHERE a.outcome = 'applied' AND a.digest <> p.digest
    UNION ALL
    SELECT number, logged_at, change, actor, false, void_reason
    FROM entries
    WHERE NOT accepted
        AND ((event = 'ChangeApproved' AND void_reason LIKE '%other content%')
            OR (event = 'ChangeProposed' AND void_kind = 'conflict'))
)
SELECT entry, logged_at, change, actor, counts, finding
FROM finding
WHERE (getvariable('from') IS NULL OR logged_at >= getvariable('from'))
    AND (getvariable('to') IS NULL OR logged_at < getvariable('to'))
ORDER BY entry
