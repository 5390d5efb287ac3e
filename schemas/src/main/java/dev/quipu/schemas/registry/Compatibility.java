package dev.quipu.schemas.registry;

/** What a registry asks of a subject's next version. The names are those of its REST API. */
public enum Compatibility {
    /** Nothing. */
    NONE,
    /** It reads what the last one wrote. */
    BACKWARD,
    /** It reads what any earlier one wrote. */
    BACKWARD_TRANSITIVE,
    /** The last one reads what it writes. */
    FORWARD,
    /** Every earlier one reads what it writes. */
    FORWARD_TRANSITIVE,
    /** Both ways with the last one. */
    FULL,
    /** Both ways with every earlier one. */
    FULL_TRANSITIVE
}
