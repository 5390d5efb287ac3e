package dev.quipu.ledger.event;

/**
 * Who acts.
 *
 * @param id a pseudonym; names and addresses live outside the ledger
 */
public record Actor(String id, ActorKind kind) {

    /** Most characters of an id. */
    public static final int LONGEST = 100;

    /** @throws IllegalArgumentException if the id is blank or longer than 100 characters */
    public Actor {
        if (id.isBlank() || id.length() > LONGEST) {
            throw new IllegalArgumentException("an actor's id has 1 to 100 characters and is not blank");
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
