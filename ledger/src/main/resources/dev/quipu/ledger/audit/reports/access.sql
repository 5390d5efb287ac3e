-- title: Who read the audit data on this machine
-- questions: 21
-- parameters: from, to
--
-- Each question to the audit store of this machine: who asked it, when, and which file the answer went to. It is a file
-- of this machine's, beside the store: whoever owns it can change it, and other machines have their own. Who read the
-- topic itself, the broker's logs say. When consumers were paused, see the report manual; keys that were changed, see
-- roles.
SELECT asked_at, os_user, actor, command, question, nullif(output, '') AS output
FROM access_log
WHERE (getvariable('from') IS NULL OR asked_at >= getvariable('from'))
    AND (getvariable('to') IS NULL OR asked_at < getvariable('to'))
ORDER BY asked_at
