package dev.quipu.ledger.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of who may do what. */
public sealed interface IdentityEvent extends LedgerEvent {

    /**
     * From here on, entries signed with the key are its actor's. Of a key that is known, these are its grants from now
     * on.
     *
     * @param actor the id
     * @param owner the actor who answers for a key that is no person's, or null
     */
    record KeyEnrolled(
            String actor,
            ActorKind kind,
            PublicKey key,
            List<Grant> grants,
            @Nullable String owner) implements IdentityEvent {
        @Override
        public StreamId stream() {
            return StreamId.of(key);
        }
    }

    /** What the key signed before this stands; nothing after it does. */
    record KeyRevoked(PublicKey key, String reason) implements IdentityEvent {
        @Override
        public StreamId stream() {
            return StreamId.of(key);
        }
    }

    /**
     * How changes are approved from now on.
     *
     * @param service whose changes, or null for those of all services that have no policy of their own
     * @param approvals how many people must approve
     */
    record PolicySet(@Nullable ServiceName service, int approvals, SelfApproval selfApproval, String reason)
            implements IdentityEvent {
        @Override
        public StreamId stream() {
            return service == null ? StreamId.POLICY : new StreamId(StreamId.POLICY + ":" + service);
        }
    }
}
