package dev.quipu.shell.backfill;

import dev.quipu.ledger.state.Work;
import dev.quipu.ledger.telemetry.Activity;
import dev.quipu.shell.cli.output.Tone;
import org.jspecify.annotations.Nullable;

/** What a backfill is at, in a word. */
enum BackfillWord {
    /** Fills rows, as far as anybody knows. */
    RUNNING(Tone.GOOD),
    /** Backs off because of a limit, and goes on by itself. */
    HELD(Tone.NOTICE),
    /** Waits for somebody else's lock. */
    WAITING(Tone.NOTICE),
    /** Waits for an operator. */
    PAUSED(Tone.BAD),
    /** Is about to end as failed. */
    ABORTING(Tone.BAD);

    private final Tone tone;

    BackfillWord(Tone tone) {
        this.tone = tone;
    }

    Tone tone() {
        return tone;
    }

    static BackfillWord of(Work.Begun work, @Nullable Activity activity) {
        return switch (work) {
            case Work.Running running ->
                switch (activity) {
                    case Activity.Held held -> HELD;
                    case Activity.Waiting waiting -> WAITING;
                    case Activity.Backfilling filling -> RUNNING;
                    case Activity.StandingBy by -> RUNNING;
                    case Activity.Idle idle -> RUNNING;
                    case null -> RUNNING;
                };
            case Work.Paused paused -> PAUSED;
            case Work.Aborting aborting -> ABORTING;
        };
    }
}
