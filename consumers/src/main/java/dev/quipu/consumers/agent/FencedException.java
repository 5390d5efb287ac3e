package dev.quipu.consumers.agent;

import dev.quipu.ledger.event.TargetId;
import java.sql.SQLException;

/** Another agent has taken over the target. */
final class FencedException extends SQLException {

    private static final long serialVersionUID = 1;

    FencedException(TargetId target) {
        super("another agent has taken over " + target);
    }
}
