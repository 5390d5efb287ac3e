package dev.quipu.ledger.event;

import java.util.List;

/** Targets that get a rollout's changes at the same time. */
public record Wave(String name, List<TargetId> targets) {

    /** Copies the targets. */
    public Wave {
        targets = TargetList.copyOf(targets);
    }
}
