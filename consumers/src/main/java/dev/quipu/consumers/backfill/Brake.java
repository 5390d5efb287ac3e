package dev.quipu.consumers.backfill;

import dev.quipu.consumers.backfill.Verdict.Exceeded;
import dev.quipu.ledger.change.Limit;
import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.change.Reaction;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the load of the database whether a backfill may go on. Any single signal stops it. Looks once a second at
 * most, since looking is load too. For one thread.
 */
public final class Brake {

    private static final long EVERY_NANOS = 1_000_000_000L;
    private static final Verdict GO = new Verdict.Go();

    private final Connection control;
    private final LoadReader load;
    private @Nullable HttpClient http;
    private boolean looked;
    private long lookedAt;

    /** @param control a connection in autocommit mode, of which nothing else is asked meanwhile */
    public Brake(Connection control, LoadReader load) {
        this.control = control;
        this.load = load;
    }

    /** Whether it may go on: by a look now, or because one was taken a moment ago. */
    public Verdict verdict(Limits limits) throws SQLException, InterruptedException {
        long now = System.nanoTime();
        if (looked && now - lookedAt < EVERY_NANOS) {
            return GO;
        }
        looked = true;
        lookedAt = now;
        return look(limits);
    }

    /** Tells how many sessions waited for a lock of the batch when it ended; over the limit, it looks at once. */
    public void waiters(double count, Limits limits) {
        load.waiters(count);
        OptionalDouble allowed = limits.least(Limit.LOCK_WAITERS);
        if (allowed.isPresent() && count > allowed.getAsDouble()) {
            looked = false;
        }
    }

    private Verdict look(Limits limits) throws SQLException, InterruptedException {
        Verdict worst = GO;
        for (Limit limit : Limit.ofLoad()) {
            Verdict verdict = verdict(limit, limits);
            if (severity(verdict) > severity(worst)) {
                worst = verdict;
            }
        }
        load.waiters(0);
        return worst;
    }

    private static int severity(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Go go -> 0;
            case Verdict.Hold hold -> 1;
            case Verdict.Pause pause -> 2;
            case Verdict.Abort abort -> 3;
        };
    }

    private Verdict verdict(Limit limit, Limits limits) throws SQLException, InterruptedException {
        return switch (limit) {
            case QUERY, PROBE -> ask(limit, limits.text(limit));
            default -> measure(limit, limits);
        };
    }

    private Verdict ask(Limit limit, Optional<String> text) throws SQLException, InterruptedException {
        if (text.isEmpty()) {
            return GO;
        }
        String against = limit == Limit.QUERY ? query(text.get()) : Probe.http(http(), text.get());
        return against == null
                ? GO
                : new Verdict.Hold(new Exceeded(limit.key(), against, limit == Limit.QUERY ? "false" : "status 2xx"));
    }

    /** A query that fails holds the backfill: better so than to go on unseen. */
    private @Nullable String query(String query) throws SQLException {
        try {
            return Probe.query(control, query);
        } catch (SQLException e) {
            if (!control.isValid(5)) {
                throw e;
            }
            return "an error (%s)".formatted(e.getSQLState());
        }
    }

    private HttpClient http() {
        if (http == null) {
            http = Probe.client();
        }
        return http;
    }

    private Verdict measure(Limit limit, Limits limits) throws SQLException {
        OptionalDouble abort = limits.value(limit, Reaction.ABORT);
        OptionalDouble pause = limits.value(limit, Reaction.PAUSE);
        OptionalDouble hold = limits.value(limit, Reaction.HOLD);
        if (abort.isEmpty() && pause.isEmpty() && hold.isEmpty()) {
            return GO;
        }
        OptionalDouble value = load.read(limit);
        if (isOver(value, abort)) {
            return new Verdict.Abort(exceeded(limit, value, abort));
        }
        if (isOver(value, pause)) {
            return new Verdict.Pause(exceeded(limit, value, pause));
        }
        return isOver(value, hold) ? new Verdict.Hold(exceeded(limit, value, hold)) : GO;
    }

    private static boolean isOver(OptionalDouble value, OptionalDouble allowed) {
        return value.isPresent() && allowed.isPresent() && value.getAsDouble() > allowed.getAsDouble();
    }

    private static Exceeded exceeded(Limit limit, OptionalDouble value, OptionalDouble allowed) {
        return new Exceeded(
                limit.key(),
                limit.unit().text(value.orElseThrow()),
                limit.unit().text(allowed.orElseThrow()));
    }
}
