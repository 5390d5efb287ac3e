package dev.quipu.ledger.event;

/**
 * The unit of optimistic concurrency: entries of one stream are numbered by its revision. Written
 * {@code change:orders/7}, {@code target:orders@eu-1}, {@code service:orders}, {@code rollout:orders/r3},
 * {@code key:SHA256:…}, {@code policy:orders}, {@code policy}, {@code checkpoint} or {@code ledger}.
 */
public record StreamId(String value) implements Comparable<StreamId> {

    /** The stream of the ledger itself. */
    public static final StreamId LEDGER = new StreamId("ledger");

    /** The stream of the policy of all services. */
    public static final StreamId POLICY = new StreamId("policy");

    /** The stream of checkpoints. */
    public static final StreamId CHECKPOINT = new StreamId("checkpoint");

    /** @throws IllegalArgumentException if {@code value} is longer than 200 characters or empty */
    public StreamId {
        if (value.isEmpty() || value.length() > 200) {
            throw new IllegalArgumentException("a stream's name has 1 to 200 characters");
        }
    }

    /** The stream of a service. */
    public static StreamId of(ServiceName service) {
        return new StreamId("service:" + service);
    }

    /** The stream of a target. */
    public static StreamId of(TargetId target) {
        return new StreamId("target:" + target);
    }

    /** The stream of a change. */
    public static StreamId of(ChangeId change) {
        return new StreamId("change:" + change);
    }

    /** The stream of a rollout. */
    public static StreamId of(RolloutId rollout) {
        return new StreamId("rollout:" + rollout);
    }

    /** The stream of a key. */
    public static StreamId of(PublicKey key) {
        return new StreamId("key:" + key.fingerprint());
    }

    @Override
    public int compareTo(StreamId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
