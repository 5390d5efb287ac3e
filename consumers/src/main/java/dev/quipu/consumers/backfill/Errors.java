package dev.quipu.consumers.backfill;

import dev.quipu.consumers.backfill.Verdict.Exceeded;
import dev.quipu.ledger.change.Limit;
import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.change.Reaction;
import java.util.OptionalDouble;

/** Decides by the rows that failed whether a backfill may go on. Pure. */
public final class Errors {

    private Errors() {}

    /**
     * Whether it may.
     *
     * @param quarantined rows that failed and no operator has accepted yet
     * @param tried rows that were tried since an operator accepted those before, the batch at hand included
     */
    public static Verdict verdict(long quarantined, long tried, Limits limits) {
        double rate = tried == 0 ? 0 : (double) quarantined / tried;
        OptionalDouble abort = limits.value(Limit.ERROR_RATE, Reaction.ABORT);
        if (abort.isPresent() && rate > abort.getAsDouble()) {
            return new Verdict.Abort(exceeded(Limit.ERROR_RATE, rate, abort));
        }
        OptionalDouble pause = limits.value(Limit.ERROR_RATE);
        if (pause.isPresent() && rate > pause.getAsDouble()) {
            return new Verdict.Pause(exceeded(Limit.ERROR_RATE, rate, pause));
        }
        OptionalDouble most = limits.value(Limit.MAX_QUARANTINED);
        return most.isPresent() && quarantined > most.getAsDouble()
                ? new Verdict.Pause(exceeded(Limit.MAX_QUARANTINED, (double) quarantined, most))
                : new Verdict.Go();
    }

    private static Exceeded exceeded(Limit limit, double value, OptionalDouble allowed) {
        return new Exceeded(limit.key(), limit.unit().text(value), limit.unit().text(allowed.orElseThrow()));
    }
}
