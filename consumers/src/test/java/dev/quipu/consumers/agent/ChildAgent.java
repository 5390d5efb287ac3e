package dev.quipu.consumers.agent;

import dev.quipu.ledger.kafka.KafkaSettings;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent as a process of its own, which may end itself at a crash point. */
final class ChildAgent {

    /** As if killed by a signal. */
    static final int EXIT_CODE = 137;

    private ChildAgent() {}

    /**
     * Works until its standard input ends.
     *
     * @param args bootstrap servers, topic, JDBC URL; and a crash point with the passing at which to end
     */
    public static void main(String[] args) throws IOException {
        CrashPoints points =
                args.length == 5 ? haltingAt(CrashPoint.valueOf(args[3]), Integer.parseInt(args[4])) : CrashPoints.NONE;
        try (QuipuAgent agent = QuipuAgent.builder()
                .ledger(KafkaSettings.of(args[0], args[1]))
                .target(Shop.TARGET, Shop.database(args[2]))
                .crashPoints(points)
                .start()) {
            while (System.in.read() != -1) {
                agent.targets();
            }
        }
    }

    private static CrashPoints haltingAt(CrashPoint last, int passing) {
        AtomicInteger passings = new AtomicInteger();
        return point -> {
            if (point == last && passings.incrementAndGet() == passing) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        };
    }
}
