package dev.quipu.consumers.lock;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.dialect.LockDemand;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One look at who stands in the way of a step, without waiting for anybody. For one thread. */
public final class LockLook {

    private final LockDemand demand;
    private final Set<String> ours;
    private final LockTurn turn;

    LockLook(LockDemand demand, Set<String> ours, LockTurn turn) {
        this.demand = demand;
        this.ours = ours;
        this.turn = turn;
    }

    /** What to ask along with other things; there may be nothing. */
    public List<Call> calls() {
        return Stream.ofNullable(demand.anybody(ours)).toList();
    }

    /**
     * Whether no long transaction holds what the step is going to lock.
     *
     * @param answers to {@link #calls}
     */
    public boolean isTurn(List<Answer> answers) throws SQLException {
        return answers.stream().anyMatch(LockDemand::isNobody) || turn.hasCome(demand);
    }
}
