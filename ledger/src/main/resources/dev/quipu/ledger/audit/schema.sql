-- All records of the log in their order, void ones too.
CREATE TABLE entries (
    number BIGINT, -- place in the log, dense from 0
    kafka_offset BIGINT, -- offset in the topic, which may have gaps
    logged_at TIMESTAMP, -- the broker's time, in UTC
    written_at TIMESTAMP, -- the writer's clock, in UTC, or null if the record is no entry
    id UUID, -- request id, or null if the record is no entry
    stream VARCHAR, -- what the event is about, such as change:orders/7
    event VARCHAR, -- type of the event, such as ChangeApproved
    actor VARCHAR, -- who wrote it by its own word; of a void entry that may be a lie
    actor_kind VARCHAR, -- human, agent or conductor
    service VARCHAR, -- the service that the event is about, or null
    target VARCHAR, -- the target that the event is about, or null
    change VARCHAR, -- the change that the event is about, or null
    expected_revision BIGINT, -- revision of the stream that the writer decided on, or null for a fact
    revision BIGINT, -- revision of the stream after it, or null if it is void
    accepted BOOLEAN, -- whether it counts
    void_kind VARCHAR, -- why it doesn't: stale, duplicate, forbidden, conflict, unknown, not-allowed or invalid
    void_reason VARCHAR, -- the same in words
    signature VARCHAR, -- ok, wrong or none
    signed_by VARCHAR, -- fingerprint of the key if the signature is ok
    leaf BLOB, -- hash of the record in the log's Merkle tree
    bytes INTEGER, -- length of the record's value
    clock_skew_ms BIGINT, -- writer's clock less the broker's
);

-- What changes were proposed. See changes for what became of them.
CREATE TABLE proposals (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    actor VARCHAR, -- who proposed it
    change VARCHAR, -- such as orders/7
    service VARCHAR, -- whose schema is changed
    number INTEGER, -- number of the change in its service
    name VARCHAR, -- short name
    intent VARCHAR, -- why, in the author's words
    ticket VARCHAR, -- reference into an issue tracker, or null
    phase VARCHAR, -- expand, migrate or contract
    requires VARCHAR, -- changes that must be applied before, with commas, or null
    deprecates VARCHAR, -- what is not to be used any more, with commas, or null
    steps INTEGER, -- how many steps
    irreversible VARCHAR, -- why there is no way back, or null if there is one
    format VARCHAR, -- format of the change file
    digest VARCHAR, -- SHA-256 of the change file
    bytes INTEGER, -- length of the change file
);

-- What people decided about changes: approved, rejected, withdrawn, or reviewed after an emergency.
CREATE TABLE decisions (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    actor VARCHAR, -- who decided
    actor_kind VARCHAR, -- human, agent or conductor
    signed_by VARCHAR, -- fingerprint of the key, or null
    change VARCHAR, -- the change
    decision VARCHAR, -- approved, rejected, withdrawn or reviewed
    digest VARCHAR, -- what exactly was approved, or null
    comment VARCHAR, -- comment or reason
    emergency VARCHAR, -- why the policy was overridden, or null
    releasable BOOLEAN, -- whether the change could be rolled out from there on
);

-- Beginnings of rollouts. See rollouts for how they ended.
CREATE TABLE rollout_starts (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    actor VARCHAR, -- who released the changes
    order_id UUID, -- request id of the entry, by which agents' reports name their order
    rollout VARCHAR, -- such as orders/r3
    service VARCHAR, -- whose
    changes INTEGER, -- how many changes
    waves INTEGER, -- how many waves
    targets INTEGER, -- how many targets
);

-- Which changes a rollout releases.
CREATE TABLE rollout_changes (
    entry BIGINT, -- number of the entry that began the rollout
    rollout VARCHAR, -- the rollout
    position INTEGER, -- place among its changes, from 1
    change VARCHAR, -- the change
);

-- To which targets, in which wave.
CREATE TABLE rollout_targets (
    entry BIGINT, -- number of the entry that began the rollout
    rollout VARCHAR, -- the rollout
    wave INTEGER, -- number of the wave, from 1
    wave_name VARCHAR, -- its name
    target VARCHAR, -- the target
);

-- Ends of rollouts.
CREATE TABLE rollout_ends (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    actor VARCHAR, -- who ended it
    rollout VARCHAR, -- the rollout
    outcome VARCHAR, -- succeeded or failed
);

-- What became of changes on targets: applied, failed or rolled back. A change may have several on a target.
CREATE TABLE applications (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    actor VARCHAR, -- the agent
    service VARCHAR, -- the service
    target VARCHAR, -- the target
    change VARCHAR, -- the change
    order_id UUID, -- id of the entry that asked for it: a rollout or a rollback
    direction VARCHAR, -- forward or back
    outcome VARCHAR, -- applied, failed or rolled-back
    step INTEGER, -- of a failure: the step, 0 if none had started
    code VARCHAR, -- of a failure: SQLSTATE or a word of Quipu's
    message VARCHAR, -- of a failure: the message
    digest VARCHAR, -- of what was applied: digest of its change file
    epoch BIGINT, -- fencing epoch of the target
    duration_us BIGINT, -- how long the steps took, in microseconds
);

-- What agents reported of steps: started, completed, failed or paused. See steps for one row per attempt.
CREATE TABLE step_events (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    target VARCHAR, -- the target
    change VARCHAR, -- the change
    order_id UUID, -- id of the entry that asked for it
    direction VARCHAR, -- forward or back
    step INTEGER, -- number of the step, from 1
    attempt INTEGER, -- number of the attempt, from 1
    outcome VARCHAR, -- started, completed, failed or paused
    agent VARCHAR, -- of a start: version of the agent
    epoch BIGINT, -- of a completion: fencing epoch of the target
    duration_us BIGINT, -- of a completion: how long it took, in microseconds
    row_count BIGINT, -- of a backfill: rows changed
    batches BIGINT, -- of a backfill: batches committed
    quarantined BIGINT, -- of a backfill: rows that failed and were left as they are
    code VARCHAR, -- of a failure or pause: SQLSTATE, threshold or a word of Quipu's
    message VARCHAR, -- of a failure or pause: the message
);

-- What operators did with targets.
CREATE TABLE target_events (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    actor VARCHAR, -- who
    service VARCHAR, -- the service
    target VARCHAR, -- the target
    event VARCHAR, -- registered, relabelled, retired, rollback-started, paused, resumed, aborted, limits-set or toggle-set
    change VARCHAR, -- the change it is about, or null
    labels MAP(VARCHAR, VARCHAR), -- all labels from there on, or null
    limits MAP(VARCHAR, VARCHAR), -- all limits from there on, or null
    toggle VARCHAR, -- the toggle that was set, or null
    percentage INTEGER, -- the percentage it was set to, or null
    reason VARCHAR, -- reason or comment, or null
);

-- Services.
CREATE TABLE services (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    actor VARCHAR, -- who registered it
    service VARCHAR, -- its name
    dialect VARCHAR, -- database product
    owner VARCHAR, -- who owns it
    description VARCHAR, -- what it does
);

-- Keys as they were enrolled and revoked. See keys and grants.
CREATE TABLE key_events (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    actor VARCHAR, -- who enrolled or revoked it
    fingerprint VARCHAR, -- SHA256:… of the key
    event VARCHAR, -- enrolled or revoked
    key_actor VARCHAR, -- whose entries it signs, or null if it is revoked
    key_kind VARCHAR, -- human, agent or conductor
    owner VARCHAR, -- who answers for a key that is no person's, or null
    reason VARCHAR, -- why it was revoked, or null
);

-- The roles that an enrolment gives its key.
CREATE TABLE key_grants (
    entry BIGINT, -- number of the entry that enrolled the key
    fingerprint VARCHAR, -- SHA256:… of the key
    role VARCHAR, -- author, approver, operator, agent, conductor, notary, auditor or admin
    scope VARCHAR, -- what it extends to: *, service:…, target:… or label:…
);

-- How changes had to be approved, from an entry on.
CREATE TABLE policies (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    actor VARCHAR, -- who set it
    service VARCHAR, -- whose changes, or null for those of all services without a policy of their own
    approvals INTEGER, -- how many people must approve
    self_approval VARCHAR, -- never, while-alone or always
    reason VARCHAR, -- why
);

-- Checkpoints that notaries signed, as far as they agree with the log.
CREATE TABLE checkpoints (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    actor VARCHAR, -- the notary
    size BIGINT, -- how many entries it is about
    root VARCHAR, -- root of their Merkle tree
    note VARCHAR, -- the signed note
);

-- Remarks.
CREATE TABLE notes (
    entry BIGINT, -- number of the entry
    logged_at TIMESTAMP, -- the broker's time, in UTC
    actor VARCHAR, -- whose
    subject VARCHAR, -- stream of what they are about
    note VARCHAR, -- the text
);

-- What the steps of accepted changes do, as far as their SQL tells it: one row per object and verb.
CREATE TABLE schema_objects (
    entry BIGINT, -- number of the entry that proposed the change
    change VARCHAR, -- the change
    service VARCHAR, -- the service
    number INTEGER, -- number of the change in its service
    step INTEGER, -- number of the step, from 1
    step_name VARCHAR, -- name of the step
    step_kind VARCHAR, -- sql, backfill, verify, backup, subject or toggle
    direction VARCHAR, -- forward, or back for the step's rollback
    position INTEGER, -- place among the step's rows, from 1
    verb VARCHAR, -- create, alter, drop, rename, insert, update, delete, truncate, backup, …; the first word of a statement that isn't understood
    kind VARCHAR, -- table, column, index, view, constraint, …; statement if it isn't understood
    schema_name VARCHAR, -- schema of the object if the SQL names it
    table_name VARCHAR, -- the table it is or belongs to, or null
    object_name VARCHAR, -- its name without schema and quotes, or null
    type VARCHAR, -- of a column: its type if the SQL names it; of an index: its columns with commas
    new_name VARCHAR, -- of a renaming: the name from there on
    destructive BOOLEAN, -- whether data or structure is lost
    statement VARCHAR, -- beginning of the statement
);

-- Changes, and what became of them.
CREATE VIEW changes AS
WITH approval AS (
    SELECT change,
        count(*) AS approvals,
        string_agg(actor, ', ' ORDER BY entry) AS approved_by,
        min(entry) FILTER (releasable) AS approved_entry,
        min(logged_at) FILTER (releasable) AS approved_at,
        min(emergency) AS emergency
    FROM decisions WHERE decision = 'approved' GROUP BY change
), ending AS (
    SELECT change, decision, entry, actor, comment FROM decisions WHERE decision IN ('rejected', 'withdrawn')
), release AS (
    SELECT change, min(entry) AS released_entry FROM rollout_changes GROUP BY change
)
SELECT
    p.change, -- such as orders/7
    p.service, -- whose schema is changed
    p.number, -- number of the change in its service
    p.name, -- short name
    p.intent, -- why, in the author's words
    p.ticket, -- reference into an issue tracker, or null
    p.phase, -- expand, migrate or contract
    p.irreversible, -- why there is no way back, or null if there is one
    p.digest, -- SHA-256 of the change file
    p.actor AS proposed_by, -- the author
    p.logged_at AS proposed_at, -- the broker's time, in UTC
    p.entry AS proposed_entry, -- number of the entry
    coalesce(approvals, 0) AS approvals, -- how many approvals it has
    approved_by, -- by whom, with commas
    approved_entry, -- entry from which on it could be rolled out, or null
    approved_at, -- the broker's time, in UTC of that
    emergency, -- why the policy was overridden, or null
    released_entry, -- entry of its first rollout, or null
    CASE
        WHEN ending.decision IS NOT NULL THEN ending.decision
        WHEN released_entry IS NOT NULL THEN 'released'
        WHEN approved_entry IS NOT NULL THEN 'approved'
        ELSE 'proposed' END AS state, -- proposed, approved, released, rejected or withdrawn
    ending.actor AS ended_by, -- who rejected or withdrew it, or null
    ending.comment AS end_reason, -- why, or null
FROM proposals p
LEFT JOIN approval ON approval.change = p.change
LEFT JOIN ending ON ending.change = p.change
LEFT JOIN release ON release.change = p.change;

-- Approvals, and whether they are of what was proposed.
CREATE VIEW approvals AS
SELECT
    d.change, -- the change
    d.entry, -- number of the entry
    d.logged_at, -- the broker's time, in UTC
    d.actor, -- who approved it
    d.actor_kind, -- human, agent or conductor
    d.signed_by, -- fingerprint of the key, or null
    d.digest, -- what exactly was approved
    d.digest = p.digest AND d.entry > p.entry AS matches, -- whether that is what was proposed before
    d.emergency, -- why the policy was overridden, or null
    d.releasable, -- whether the change could be rolled out from there on
    d.comment, -- the comment
    p.actor AS proposed_by, -- the author
    p.entry AS proposed_entry, -- entry of the proposal
FROM decisions d
LEFT JOIN proposals p ON p.change = d.change
WHERE d.decision = 'approved';

-- Rollouts, and how they ended.
CREATE VIEW rollouts AS
SELECT
    s.rollout, -- such as orders/r3
    s.service, -- whose
    s.order_id, -- by which agents' reports name it
    s.changes, -- how many changes
    s.waves, -- how many waves
    s.targets, -- how many targets
    s.entry AS started_entry, -- number of the entry
    s.logged_at AS started_at, -- the broker's time, in UTC
    s.actor AS started_by, -- who released the changes
    e.entry AS ended_entry, -- number of the entry, or null while it runs
    e.logged_at AS ended_at, -- the broker's time, in UTC, or null while it runs
    e.actor AS ended_by, -- who ended it, or null while it runs
    e.outcome, -- succeeded or failed, or null while it runs
FROM rollout_starts s
LEFT JOIN rollout_ends e ON e.rollout = s.rollout;

-- Attempts at steps, from start to end.
CREATE VIEW steps AS
SELECT
    s.target, -- the target
    s.change, -- the change
    s.order_id, -- id of the entry that asked for it
    s.direction, -- forward or back
    s.step, -- number of the step, from 1
    s.attempt, -- number of the attempt, from 1
    s.entry AS started_entry, -- number of the entry
    s.logged_at AS started_at, -- the broker's time, in UTC
    s.agent, -- version of the agent
    e.entry AS ended_entry, -- number of the entry, or null while it runs or if it was given up
    e.logged_at AS ended_at, -- the broker's time, in UTC
    e.outcome, -- completed or failed, or null
    e.duration_us, -- how long it took, in microseconds
    e.row_count, -- of a backfill: rows changed
    e.batches, -- of a backfill: batches committed
    e.quarantined, -- of a backfill: rows that failed and were left as they are
    e.code, -- of a failure: SQLSTATE or a word of Quipu's
    e.message, -- of a failure: the message
FROM (SELECT * FROM step_events WHERE outcome = 'started') s
LEFT JOIN (SELECT * FROM step_events WHERE outcome IN ('completed', 'failed')) e
    ON e.target = s.target AND e.change = s.change AND e.order_id = s.order_id
    AND e.direction = s.direction AND e.step = s.step AND e.attempt = s.attempt;

-- Which labels a target had from which entry to which.
CREATE VIEW target_labels AS
SELECT
    target, -- the target
    service, -- its service
    labels, -- all labels
    entry AS from_entry, -- first entry with these labels
    lead(entry, 1, 9223372036854775807) OVER (PARTITION BY target ORDER BY entry) AS to_entry, -- first entry after that
FROM target_events
WHERE event IN ('registered', 'relabelled');

-- Targets as they are now.
CREATE VIEW targets AS
SELECT
    r.target, -- such as orders@eu-1
    r.service, -- the service
    l.labels, -- its labels now
    r.entry AS registered_entry, -- number of the entry
    r.logged_at AS registered_at, -- the broker's time, in UTC
    r.actor AS registered_by, -- who registered it
    x.entry AS retired_entry, -- number of the entry, or null if it is in use
    x.logged_at AS retired_at, -- the broker's time, in UTC, or null if it is in use
    x.reason AS retired_reason, -- why, or null
FROM target_events r
JOIN target_labels l ON l.target = r.target AND l.to_entry = 9223372036854775807
LEFT JOIN target_events x ON x.target = r.target AND x.event = 'retired'
WHERE r.event = 'registered';

-- Keys as they are now.
CREATE VIEW keys AS
SELECT
    fingerprint, -- SHA256:… of the key
    arg_max(key_actor, entry) FILTER (event = 'enrolled') AS actor, -- whose entries it signs
    arg_max(key_kind, entry) FILTER (event = 'enrolled') AS kind, -- human, agent or conductor
    arg_max(owner, entry) FILTER (event = 'enrolled') AS owner, -- who answers for a key that is no person's, or null
    max(entry) FILTER (event = 'enrolled') AS enrolled_entry, -- number of the last entry that enrolled it
    max(logged_at) FILTER (event = 'enrolled') AS enrolled_at, -- the broker's time, in UTC
    arg_max(actor, entry) FILTER (event = 'enrolled') AS enrolled_by, -- by whom
    max(entry) FILTER (event = 'revoked') AS revoked_entry, -- number of the entry that revoked it, or null
    max(logged_at) FILTER (event = 'revoked') AS revoked_at, -- the broker's time, in UTC, or null
    arg_max(actor, entry) FILTER (event = 'revoked') AS revoked_by, -- by whom, or null
    arg_max(reason, entry) FILTER (event = 'revoked') AS revoked_reason, -- why, or null
FROM key_events
GROUP BY fingerprint;

-- Who had which role, from which entry to which.
CREATE VIEW grants AS
WITH period AS (
    SELECT *,
        lead(entry) OVER (PARTITION BY fingerprint ORDER BY entry) AS next_entry,
        lead(logged_at) OVER (PARTITION BY fingerprint ORDER BY entry) AS next_at,
        lead(event) OVER (PARTITION BY fingerprint ORDER BY entry) AS next_event
    FROM key_events
)
SELECT
    k.fingerprint, -- SHA256:… of the key
    k.key_actor AS actor, -- who has the role
    k.key_kind AS kind, -- human, agent or conductor
    k.owner, -- who answers for a key that is no person's, or null
    g.role, -- author, approver, operator, agent, conductor, notary, auditor or admin
    g.scope, -- what it extends to: *, service:…, target:… or label:…
    k.entry AS from_entry, -- first entry with the role
    k.logged_at AS from_at, -- the broker's time, in UTC
    k.actor AS given_by, -- by whom
    k.next_entry AS to_entry, -- entry that ended it, or null if it stands
    k.next_at AS to_at, -- the broker's time, in UTC, or null if it stands
    k.next_event AS ended_how, -- enrolled if other roles took their place, revoked, or null
FROM period k
JOIN key_grants g ON g.entry = k.entry AND g.fingerprint = k.fingerprint
WHERE k.event = 'enrolled';

-- Who answers for an actor: the owner of a key that is no person's, else the actor itself.
CREATE VIEW persons AS
SELECT
    key_actor AS actor, -- the actor
    coalesce(arg_max(owner, entry), key_actor) AS person, -- who answers
    arg_max(key_kind, entry) AS kind, -- human, agent or conductor
FROM key_events
WHERE event = 'enrolled'
GROUP BY key_actor;

-- Entries that don't count: lost races, what broke the rules, and what was forged.
CREATE VIEW voids AS
SELECT
    number, -- place in the log
    logged_at, -- the broker's time, in UTC
    actor, -- who wrote it by its own word, which may be a lie
    stream, -- what it was about
    event, -- type of the event
    void_kind, -- stale, duplicate, forbidden, conflict, unknown, not-allowed or invalid
    void_reason, -- the same in words
    signature, -- ok, wrong or none
    signed_by, -- fingerprint of the key if the signature is ok
FROM entries
WHERE NOT accepted;

-- Approvals in which the policy was overridden, and who has looked at them afterwards.
CREATE VIEW emergencies AS
SELECT
    a.change, -- the change
    a.entry, -- entry of the approval
    a.logged_at, -- the broker's time, in UTC
    a.actor, -- who approved it
    a.emergency AS reason, -- why
    r.entry AS reviewed_entry, -- entry of the review, or null if there is none
    r.logged_at AS reviewed_at, -- the broker's time, in UTC of the review
    r.actor AS reviewed_by, -- who reviewed it
    r.comment AS review, -- what they said
FROM decisions a
LEFT JOIN decisions r ON r.change = a.change AND r.decision = 'reviewed' AND r.entry > a.entry
WHERE a.decision = 'approved' AND a.emergency IS NOT NULL;

-- What the store is made of, in one row.
CREATE TABLE store (
    layout VARCHAR, -- digest of the store's layout
    entries BIGINT, -- how many entries it has
    last_offset BIGINT, -- offset of the last one
    last_leaf VARCHAR, -- its hash in the Merkle tree
    root VARCHAR, -- root of the Merkle tree over all of them
    fed_at TIMESTAMP, -- when they were fed, by this machine's clock, in UTC
);

CREATE MACRO targets_labelled(wanted_label) AS TABLE
SELECT target, from_entry, to_entry
FROM target_labels
WHERE wanted_label IS NULL
    OR map_extract_value(labels, split_part(wanted_label, '=', 1)) = split_part(wanted_label, '=', 2);

CREATE MACRO applied_between(wanted_from, wanted_to, wanted_label) AS TABLE
SELECT a.*
FROM applications a
JOIN targets_labelled(wanted_label) l
    ON l.target = a.target AND l.from_entry < a.entry AND a.entry < l.to_entry
WHERE a.outcome = 'applied'
    AND (wanted_from IS NULL OR a.logged_at >= wanted_from)
    AND (wanted_to IS NULL OR a.logged_at < wanted_to);

CREATE MACRO schema_at(wanted_service, wanted_moment, wanted_target) AS TABLE
WITH RECURSIVE effect AS (
    SELECT target, change, arg_max(outcome, entry) AS outcome
    FROM applications
    WHERE service = wanted_service AND outcome <> 'failed'
        AND (wanted_moment IS NULL OR logged_at < wanted_moment)
        AND (wanted_target IS NULL OR target = wanted_target)
    GROUP BY target, change
), done AS (
    SELECT e.target, o.change, o.verb, o.kind, o.schema_name, o.table_name, o.object_name, o.new_name, o.type,
        row_number() OVER (PARTITION BY e.target ORDER BY o.number, o.step, o.position) AS place
    FROM effect e
    JOIN schema_objects o ON o.change = e.change
    WHERE e.outcome = 'applied' AND o.direction = 'forward'
        AND o.verb IN ('create', 'alter', 'drop', 'rename') AND o.kind <> 'statement'
), table_renames AS (
    SELECT target, table_name AS old, new_name, place FROM done WHERE kind = 'table' AND verb = 'rename'
), in_table AS (
    SELECT target, place, place AS followed,
        CASE WHEN kind = 'table' AND verb = 'rename' THEN new_name ELSE table_name END AS table_now
    FROM done
    UNION ALL
    SELECT t.target, t.place, r.place, r.new_name
    FROM in_table t
    JOIN table_renames r ON r.target = t.target AND r.old = t.table_now AND r.place > t.followed
), resolved AS (
    SELECT d.*, t.table_now
    FROM done d
    JOIN (SELECT target, place, arg_max(table_now, followed) AS table_now FROM in_table GROUP BY target, place) t
        ON t.target = d.target AND t.place = d.place
), object_renames AS (
    SELECT target, kind, table_now, object_name AS old, new_name, place
    FROM resolved WHERE kind <> 'table' AND verb = 'rename'
), as_object AS (
    SELECT target, place, place AS followed, kind, table_now,
        CASE WHEN kind = 'table' THEN table_now WHEN verb = 'rename' THEN new_name ELSE object_name END AS object_now
    FROM resolved
    UNION ALL
    SELECT o.target, o.place, r.place, o.kind, o.table_now, r.new_name
    FROM as_object o
    JOIN object_renames r ON r.target = o.target AND r.kind = o.kind AND r.old = o.object_now
        AND r.table_now IS NOT DISTINCT FROM o.table_now AND r.place > o.followed
), named AS (
    SELECT r.*, o.object_now
    FROM resolved r
    JOIN (SELECT target, place, arg_max(object_now, followed) AS object_now FROM as_object GROUP BY target, place) o
        ON o.target = r.target AND o.place = r.place
), dropped AS (
    SELECT target, table_now, max(place) AS place
    FROM named WHERE kind = 'table' AND verb = 'drop' GROUP BY target, table_now
), object AS (
    SELECT n.target, n.kind, n.table_now, n.object_now,
        arg_max(n.schema_name, n.place) AS schema_name,
        arg_max(n.type, n.place) AS type,
        arg_max(n.verb, n.place) AS last_verb,
        arg_min(n.change, n.place) AS since_change,
        arg_max(n.change, n.place) AS last_change
    FROM named n
    LEFT JOIN dropped d ON d.target = n.target AND d.table_now = n.table_now
    WHERE d.place IS NULL OR n.place > d.place
    GROUP BY n.target, n.kind, n.table_now, n.object_now
)
SELECT target, kind, schema_name, table_now AS table_name, object_now AS object_name, type, since_change, last_change
FROM object
WHERE last_verb <> 'drop';
