-- title: How far back the ledger goes
-- questions: 24
--
-- The oldest and the newest entry, how many there are and how large, and the root of the Merkle tree over all of them:
-- an entry that was deleted would leave a gap in the numbers, and another root. Settings of the topic that could delete
-- entries stop every shell from opening it: see them with ledger check. To hand the log over, use ledger export: the
-- file has a digest of its own.
SELECT
    (SELECT min(number) FROM entries) AS oldest_entry,
    (SELECT min(logged_at) FROM entries) AS oldest_at,
    (SELECT max(number) FROM entries) AS newest_entry,
    (SELECT max(logged_at) FROM entries) AS newest_at,
    s.entries,
    (SELECT sum(bytes)::BIGINT FROM entries) AS bytes,
    s.root,
    (SELECT max(size) FROM checkpoints) AS newest_checkpoint,
    CASE WHEN s.entries <> (SELECT max(number) - min(number) + 1 FROM entries)
        OR (SELECT min(number) FROM entries) <> 0 THEN 'entries are missing' END AS finding
FROM store s
