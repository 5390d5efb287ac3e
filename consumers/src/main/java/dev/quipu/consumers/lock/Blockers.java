package dev.quipu.consumers.lock;

import dev.quipu.consumers.dialect.LockHolder;
import dev.quipu.ledger.telemetry.Blocker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Lock holders as people read of them. Names come from other sessions: they are shortened and made printable. */
public final class Blockers {

    private static final int ENOUGH = 3;
    private static final int LONGEST_NAME = 64;

    private Blockers() {}

    /** For telemetry. */
    public static List<Blocker> of(List<LockHolder> holders) {
        return holders.stream()
                .map(holder ->
                        new Blocker(session(holder), clean(holder.application()), age(holder), clean(holder.state())))
                .toList();
    }

    /** One line that names the first few: {@code session 4711 (reporting), psql, idle in transaction for 2h 5m}. */
    public static String describe(List<LockHolder> holders) {
        String named = holders.stream().limit(ENOUGH).map(Blockers::describe).collect(Collectors.joining("; "));
        return holders.size() > ENOUGH ? "%s; and %d more".formatted(named, holders.size() - ENOUGH) : named;
    }

    private static String describe(LockHolder holder) {
        String application = holder.application().isEmpty() ? "" : ", " + clean(holder.application());
        String state = holder.state().isEmpty() ? "in a transaction" : clean(holder.state());
        String age = holder.age() == null ? "" : " for " + Durations.brief(holder.age());
        return "session %s%s, %s%s".formatted(session(holder), application, state, age);
    }

    private static String session(LockHolder holder) {
        return holder.user().isEmpty() ? holder.session() : "%s (%s)".formatted(holder.session(), clean(holder.user()));
    }

    private static Duration age(LockHolder holder) {
        return Objects.requireNonNullElse(holder.age(), Duration.ZERO);
    }

    private static String clean(String name) {
        String printable = name.replaceAll("\\p{C}", "?");
        return printable.length() > LONGEST_NAME ? printable.substring(0, LONGEST_NAME) : printable;
    }
}
