package dev.quipu.ledger.event;

/**
 * Who acts.
 *
 * @param id a pseudonym; names and addresses live outside the ledger
 */
public record Actor(String id, ActorKind kind) {

    /** Most characters of an id. */
    public static final int LONGEST = 100;

    /** The consumer that ends rollouts. */
    public static final Actor CONDUCTOR = new Actor("conductor", ActorKind.CONDUCTOR);

    /** The consumer that signs checkpoints. */
    public static final Actor NOTARY = new Actor("notary", ActorKind.CONDUCTOR);

    /** @throws IllegalArgumentException if the id is blank or longer than 100 characters */
    public Actor {
        if (id.isBlank() || id.length() > LONGEST) {
            throw new IllegalArgumentException("an actor's id has 1 to 100 characters and is not blank");
        }
    }

    /** Who reports what happens on a target. */
    public static Actor agentOf(TargetId target) {
        return new Actor("agent:" + target, ActorKind.AGENT);
    }

    @Override
    public String toString() {
        return id;
    }
}
