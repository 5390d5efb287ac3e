package dev.quipu.consumers.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The locks on tables that statements are going to need, as far as their words tell. Immutable. */
public interface LockDemand {

    /** No lock that others would have to wait for, or none that the words tell of. */
    LockDemand NONE = (control, ours) -> List.of();

    /**
     * A quick question that can be asked along with others: whether anybody else holds any lock at all; null if there
     * is none. {@link #isNobody} reads the answer.
     *
     * @param ours ids of the agent's own sessions, which don't count
     */
    default @Nullable Call anybody(Set<String> ours) {
        return null;
    }

    /** Whether the answer to {@link #anybody} is no. */
    static boolean isNobody(Answer anybody) {
        return anybody.text(1).equals("0");
    }

    /**
     * The transactions that hold what stands against these locks, and don't give way by themselves.
     *
     * @param control in autocommit mode
     * @param ours ids of the agent's own sessions, which don't count
     */
    List<LockHolder> holders(Connection control, Set<String> ours) throws SQLException;
}
