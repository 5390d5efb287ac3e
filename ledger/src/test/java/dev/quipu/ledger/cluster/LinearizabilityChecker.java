package dev.quipu.ledger.cluster;

import dev.quipu.ledger.cluster.ChangeModel.State;
import dev.quipu.ledger.event.ChangeId;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides whether a history is linearizable: whether each operation can be given a moment between its call and its
 * return, such that all of them, done one after the other in that order, would have had the answers they had.
 *
 * <p>The search is that of J. Wing and C. Gong, "Testing and Verifying Concurrent Objects" (1993): any operation that
 * was called before the first return of those still left may be the next one; try it, and step back when it leads
 * nowhere. What was tried is remembered, as in G. Lowe, "Testing for Linearizability" (2017): a set of done operations
 * with the state they led to need not be looked at twice, in whatever order they were done.
 *
 * <p>Changes are checked one by one. That is enough, since linearizability is local: a history is linearizable if it is
 * for each object (M. Herlihy and J. Wing, "Linearizability: A Correctness Condition for Concurrent Objects", 1990).
 *
 * <p>An operation whose outcome is unknown is open: it may be done at any time after its call, or never.
 */
final class LinearizabilityChecker {

    private final List<Operation> history;
    private final Set<Configuration> tried = new HashSet<>();

    /** What is done, and what it led to. */
    private record Configuration(BitSet done, State state) {}

    private LinearizabilityChecker(List<Operation> history) {
        this.history = history;
    }

    /** The histories of the changes that have no linearization; empty if all have. */
    static Map<ChangeId, List<Operation>> violations(List<Operation> history) {
        Map<ChangeId, List<Operation>> byChange =
                history.stream().collect(Collectors.groupingBy(Operation::change, TreeMap::new, Collectors.toList()));
        byChange.values().removeIf(LinearizabilityChecker::isLinearizable);
        return byChange;
    }

    private static boolean isLinearizable(List<Operation> history) {
        return new LinearizabilityChecker(history).canGoOn(new BitSet(), ChangeModel.ABSENT);
    }

    private boolean canGoOn(BitSet done, State state) {
        long firstReturn = firstReturnOfThoseLeft(done);
        if (firstReturn == Operation.OPEN) {
            return true;
        }
        if (!tried.add(new Configuration(done, state))) {
            return false;
        }
        for (int i = done.nextClearBit(0); i < history.size(); i = done.nextClearBit(i + 1)) {
            if (history.get(i).called() <= firstReturn && canBeNext(i, done, state)) {
                return true;
            }
        }
        return false;
    }

    private boolean canBeNext(int index, BitSet done, State state) {
        Operation operation = history.get(index);
        State after = ChangeModel.after(state, operation.request(), operation.answer());
        if (after == null) {
            return false;
        }
        BitSet doneThen = (BitSet) done.clone();
        doneThen.set(index);
        return canGoOn(doneThen, after);
    }

    private long firstReturnOfThoseLeft(BitSet done) {
        long first = Operation.OPEN;
        for (int i = done.nextClearBit(0); i < history.size(); i = done.nextClearBit(i + 1)) {
            first = Math.min(first, history.get(i).returned());
        }
        return first;
    }
}
