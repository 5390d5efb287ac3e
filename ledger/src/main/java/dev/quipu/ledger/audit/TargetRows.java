package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.TargetEvent;
import dev.quipu.ledger.event.TargetEvent.LimitsSet;
import dev.quipu.ledger.event.TargetEvent.RollbackStarted;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetEvent.TargetRelabelled;
import dev.quipu.ledger.event.TargetEvent.TargetRetired;
import dev.quipu.ledger.event.TargetEvent.ToggleSet;
import dev.quipu.ledger.event.TargetEvent.WorkAborted;
import dev.quipu.ledger.event.TargetEvent.WorkPaused;
import dev.quipu.ledger.event.TargetEvent.WorkResumed;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of what operators do with targets. For one thread. */
final class TargetRows {

    private final TableRows rows;

    TargetRows(TableRows rows) {
        this.rows = rows;
    }

    void add(Fact fact, TargetEvent event) {
        fact.begin(rows).text(event.target().service()).text(event.target());
        switch (event) {
            case TargetRegistered registered -> labels("registered", registered.labels());
            case TargetRelabelled relabelled -> labels("relabelled", relabelled.labels());
            case TargetRetired retired -> work("retired", event, retired.reason());
            case RollbackStarted rollback -> work("rollback-started", event, rollback.reason());
            case WorkPaused paused -> work("paused", event, paused.reason());
            case WorkResumed resumed -> work("resumed", event, resumed.comment());
            case WorkAborted aborted -> work("aborted", event, aborted.reason());
            case LimitsSet limits -> row("limits-set", event, null, limits.limits(), null, limits.reason());
            case ToggleSet toggle -> row("toggle-set", event, null, null, toggle, toggle.reason());
        }
    }

    private void labels(String word, Map<String, String> labels) {
        rows.text(word).none().map(labels).none().none().none().none().end();
    }

    private void work(String word, TargetEvent event, String reason) {
        row(word, event, null, null, null, reason);
    }

    private void row(
            String word,
            TargetEvent event,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, String> limits,
            @Nullable ToggleSet toggle,
            String reason) {
        rows.text(word)
                .text(Subject.change(event))
                .map(labels)
                .map(limits)
                .text(toggle == null ? null : toggle.name())
                .small(toggle == null ? null : (Integer) toggle.percentage())
                .text(reason)
                .end();
    }
}
