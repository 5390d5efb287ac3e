package dev.quipu.consumers.agent;

import dev.quipu.ledger.Lag;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.event.TargetId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an agent fares.
 *
 * @param ledgerProblem why the ledger isn't followed any further, or null if it is
 * @param lag how far this process is behind the log
 * @param targets how it fares with each, in order of name
 */
public record AgentHealth(@Nullable String ledgerProblem, Lag lag, SortedMap<TargetId, TargetHealth> targets) {

    /** Copies the targets. */
    public AgentHealth {
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    static AgentHealth of(Ledger ledger, Map<TargetId, TargetHealth> targets) {
        return new AgentHealth(problem(ledger), ledger.lag(), new TreeMap<>(targets));
    }

    private static @Nullable String problem(Ledger ledger) {
        try {
            ledger.state();
            return null;
        } catch (LedgerException e) {
            return e.getMessage() + ". " + e.nextStep();
        }
    }

    /** Whether the ledger is followed. If not, this agent won't do anything any more. */
    public boolean isFollowing() {
        return ledgerProblem == null;
    }

    /** Whether the ledger is followed and some target, if it has any, can be worked on. */
    public boolean isReady() {
        return isFollowing() && (targets.isEmpty() || problems().size() < targets.size());
    }

    /** The targets that can't be worked on, and why. */
    public SortedMap<TargetId, String> problems() {
        SortedMap<TargetId, String> problems = new TreeMap<>();
        targets.forEach((target, health) -> {
            String problem = health.problem();
            if (problem != null) {
                problems.put(target, problem);
            }
        });
        return problems;
    }

    /** How many targets are in each state, by {@link TargetHealth#name}; zeros too. */
    public SortedMap<String, Integer> counts() {
        return TargetHealth.counts(targets.values());
    }
}
