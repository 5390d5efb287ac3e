package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerOpened;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.SchemaDeclared;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.event.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentList;
import kotlinx.collections.immutable.PersistentMap;
import org.jspecify.annotations.Nullable;

/**
 * What all entries up to some place in the log add up to. Immutable, so any thread may keep one and read it.
 *
 * @param opened the genesis event, or null while the ledger is empty
 * @param id of the ledger: that of its first entry, or null while there is none
 * @param authority who may do what
 * @param checkpoint the newest, or null
 * @param entries how many records were folded, void ones included; the next entry's number
 * @param voids how many of them are void
 * @param lastAt the broker's time of the last one, or the epoch
 * @param revisions how many accepted entries each stream has
 * @param notes remarks by subject, oldest first
 * @param declared schema registry's ids that entries may be framed with, and the fingerprints of their schemas
 * @param ids request ids of all entries
 */
public record LedgerState(
        @Nullable LedgerOpened opened,
        @Nullable UUID id,
        Authority authority,
        @Nullable CheckpointState checkpoint,
        long entries,
        long voids,
        Instant lastAt,
        PersistentMap<ServiceName, ServiceState> services,
        PersistentMap<TargetId, TargetState> targets,
        PersistentMap<ChangeId, ChangeState> changes,
        PersistentMap<RolloutId, RolloutState> rollouts,
        PersistentMap<StreamId, Long> revisions,
        PersistentMap<StreamId, PersistentList<Note>> notes,
        PersistentMap<Integer, Long> declared,
        RequestIds ids) {

    private static final int SETTLE_AFTER = 1_000;

    /** Before the first entry. */
    public static LedgerState empty() {
        return new LedgerState(
                null,
                null,
                Authority.NONE,
                null,
                0,
                0,
                Instant.EPOCH,
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                RequestIds.empty());
    }

    /** How many accepted entries {@code stream} has. */
    public long revision(StreamId stream) {
        return revisions.getOrDefault(stream, 0L);
    }

    /** The service, or null. */
    public @Nullable ServiceState service(ServiceName name) {
        return services.get(name);
    }

    /** The target, or null. */
    public @Nullable TargetState target(TargetId id) {
        return targets.get(id);
    }

    /** The change, or null. */
    public @Nullable ChangeState change(ChangeId id) {
        return changes.get(id);
    }

    /** The rollout, or null. */
    public @Nullable RolloutState rollout(RolloutId id) {
        return rollouts.get(id);
    }

    /** Remarks about {@code subject}, oldest first. */
    public List<Note> notesOn(StreamId subject) {
        PersistentList<Note> known = notes.get(subject);
        return known == null ? List.of() : known;
    }

    /** The rollout of {@code service} that is not completed, or null. */
    public @Nullable RolloutState running(ServiceName service) {
        ServiceState state = services.get(service);
        return state == null || state.running() == null ? null : rollouts.get(state.running());
    }

    /** Targets of {@code service} that get changes, in order of name. */
    public List<TargetState> activeTargets(ServiceName service) {
        ServiceState state = services.get(service);
        return state == null
                ? List.of()
                : state.targets().stream()
                        .sorted()
                        .map(targets::get)
                        .filter(TargetState::isActive)
                        .toList();
    }

    /** The lowest live change of {@code service} above {@code number}, or null. */
    public @Nullable ChangeState liveAfter(ServiceName service, int number) {
        ServiceState state = services.get(service);
        if (state == null) {
            return null;
        }
        for (int place = state.above(number); place < state.changes().size(); place++) {
            ChangeState change =
                    changes.get(new ChangeId(service, state.changes().get(place)));
            if (change != null && change.isLive()) {
                return change;
            }
        }
        return null;
    }

    /**
     * The same state in a form from which it is cheaper to go on. Who folds a long log asks for it now and then, on the
     * newest state; anybody may go on from any.
     */
    public LedgerState settled() {
        if (ids.recent() < SETTLE_AFTER) {
            return this;
        }
        return new LedgerState(
                opened,
                id,
                authority,
                checkpoint,
                entries,
                voids,
                lastAt,
                services,
                targets,
                changes,
                rollouts,
                revisions,
                notes,
                declared,
                ids.settled());
    }

    LedgerState withOpened(LedgerOpened event, UUID newId, Authority newAuthority) {
        return new LedgerState(
                event,
                newId,
                newAuthority,
                checkpoint,
                entries,
                voids,
                lastAt,
                services,
                targets,
                changes,
                rollouts,
                revisions,
                notes,
                declared,
                ids);
    }

    LedgerState with(Authority newAuthority) {
        return new LedgerState(
                opened,
                id,
                newAuthority,
                checkpoint,
                entries,
                voids,
                lastAt,
                services,
                targets,
                changes,
                rollouts,
                revisions,
                notes,
                declared,
                ids);
    }

    LedgerState with(CheckpointState newest) {
        return new LedgerState(
                opened, id, authority, newest, entries, voids, lastAt, services, targets, changes, rollouts, revisions,
                notes, declared, ids);
    }

    LedgerState with(ServiceState service) {
        return new LedgerState(
                opened,
                id,
                authority,
                checkpoint,
                entries,
                voids,
                lastAt,
                services.put(service.name(), service),
                targets,
                changes,
                rollouts,
                revisions,
                notes,
                declared,
                ids);
    }

    LedgerState with(TargetState target) {
        return new LedgerState(
                opened,
                id,
                authority,
                checkpoint,
                entries,
                voids,
                lastAt,
                services,
                targets.put(target.id(), target),
                changes,
                rollouts,
                revisions,
                notes,
                declared,
                ids);
    }

    LedgerState with(ChangeState change) {
        return new LedgerState(
                opened,
                id,
                authority,
                checkpoint,
                entries,
                voids,
                lastAt,
                services,
                targets,
                changes.put(change.id(), change),
                rollouts,
                revisions,
                notes,
                declared,
                ids);
    }

    LedgerState with(RolloutState rollout) {
        return new LedgerState(
                opened,
                id,
                authority,
                checkpoint,
                entries,
                voids,
                lastAt,
                services,
                targets,
                changes,
                rollouts.put(rollout.id(), rollout),
                revisions,
                notes,
                declared,
                ids);
    }

    LedgerState with(StreamId subject, Note note) {
        PersistentList<Note> before = notes.getOrDefault(subject, ExtensionsKt.persistentListOf());
        return new LedgerState(
                opened,
                id,
                authority,
                checkpoint,
                entries,
                voids,
                lastAt,
                services,
                targets,
                changes,
                rollouts,
                revisions,
                notes.put(subject, before.add(note)),
                declared,
                ids);
    }

    LedgerState with(SchemaDeclared event) {
        return new LedgerState(
                opened,
                id,
                authority,
                checkpoint,
                entries,
                voids,
                lastAt,
                services,
                targets,
                changes,
                rollouts,
                revisions,
                notes,
                declared.put(event.registryId(), event.fingerprint()),
                ids);
    }

    /**
     * After an accepted entry.
     *
     * @param revision of its stream from now on
     */
    LedgerState accepted(Entry entry, Stamp stamp, long revision) {
        return new LedgerState(
                opened,
                id,
                authority,
                checkpoint,
                entries + 1,
                voids,
                stamp.at(),
                services,
                targets,
                changes,
                rollouts,
                revisions.put(entry.stream(), revision),
                notes,
                declared,
                ids.with(entry.id()));
    }

    /** After a void record. */
    LedgerState voided(Instant at, @Nullable UUID entry) {
        return new LedgerState(
                opened,
                id,
                authority,
                checkpoint,
                entries + 1,
                voids + 1,
                at,
                services,
                targets,
                changes,
                rollouts,
                revisions,
                notes,
                declared,
                entry == null || ids.contains(entry) ? ids : ids.with(entry));
    }
}
