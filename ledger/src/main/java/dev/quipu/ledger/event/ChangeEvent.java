package dev.quipu.ledger.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of a change up to its approval. */
public sealed interface ChangeEvent extends LedgerEvent {

    /** The change. */
    ChangeId change();

    @Override
    default StreamId stream() {
        return StreamId.of(change());
    }

    /**
     * A change file was put forward.
     *
     * @param ticket reference into an issue tracker, or null
     * @param requires changes of any service that must be applied before
     * @param steps what the content's steps are, in order
     * @param irreversible why there is no way back, or null if there is one
     * @param format name of the content's format, such as {@code yaml/1}
     * @param deprecates what services are to stop using once the change is applied
     */
    record ChangeProposed(
            ChangeId change,
            String name,
            String intent,
            @Nullable String ticket,
            Phase phase,
            List<ChangeId> requires,
            List<StepOutline> steps,
            @Nullable String irreversible,
            String format,
            Content content,
            List<Deprecation> deprecates)
            implements ChangeEvent {}

    /**
     * Exactly these bytes may be rolled out.
     *
     * @param emergency why the policy is overridden, or null if it isn't; leaves an open review
     */
    record ChangeApproved(
            ChangeId change,
            Digest digest,
            String comment,
            @Nullable String emergency) implements ChangeEvent {

        /** An approval by the policy. */
        public ChangeApproved(ChangeId change, Digest digest, String comment) {
            this(change, digest, comment, null);
        }
    }

    /** Somebody else has looked at an emergency approval afterwards. */
    record EmergencyReviewed(ChangeId change, String comment) implements ChangeEvent {}

    /** A reviewer said no. */
    record ChangeRejected(ChangeId change, String reason) implements ChangeEvent {}

    /** The change is taken back: nothing of it is in effect. */
    record ChangeWithdrawn(ChangeId change, String reason) implements ChangeEvent {}
}
