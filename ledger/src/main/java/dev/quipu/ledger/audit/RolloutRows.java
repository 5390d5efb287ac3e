package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.RolloutEvent;
import dev.quipu.ledger.event.RolloutEvent.RolloutCompleted;
import dev.quipu.ledger.event.RolloutEvent.RolloutStarted;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.event.Wave;

/** Rows of rollouts. For one thread. */
final class RolloutRows {

    private final StoreTables tables;

    RolloutRows(StoreTables tables) {
        this.tables = tables;
    }

    void add(Fact fact, RolloutEvent event) {
        switch (event) {
            case RolloutStarted started -> start(fact, started);
            case RolloutCompleted completed ->
                fact.begin(tables.rolloutEnds)
                        .text(completed.rollout())
                        .text(Word.of(completed.outcome()))
                        .end();
        }
    }

    private void start(Fact fact, RolloutStarted event) {
        fact.begin(tables.rolloutStarts)
                .id(fact.entry().id())
                .text(event.rollout())
                .text(event.rollout().service())
                .small(event.changes().size())
                .small(event.waves().size())
                .small(event.waves().stream()
                        .mapToInt(wave -> wave.targets().size())
                        .sum())
                .end();
        int position = 1;
        for (ChangeId change : event.changes()) {
            tables.rolloutChanges
                    .begin()
                    .number(fact.number())
                    .text(event.rollout())
                    .small(position++)
                    .text(change)
                    .end();
        }
        int number = 1;
        for (Wave wave : event.waves()) {
            for (TargetId target : wave.targets()) {
                tables.rolloutTargets
                        .begin()
                        .number(fact.number())
                        .text(event.rollout())
                        .small(number)
                        .text(wave.name())
                        .text(target)
                        .end();
            }
            number++;
        }
    }
}
