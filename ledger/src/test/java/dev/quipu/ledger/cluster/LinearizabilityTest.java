package dev.quipu.ledger.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seven clients in two processes, few changes, faults at random moments: there is one order that explains all answers.
 */
class LinearizabilityTest {

    private static final Logger LOG = LoggerFactory.getLogger(LinearizabilityTest.class);

    private static final int OPERATIONS = 10_000;
    private static final List<Fault> FAULTS = List.copyOf(EnumSet.allOf(Fault.class));
    private static final Duration SOAK = Duration.ofMinutes(5);

    @Test
    void tenThousandOperationsWithFaultsHaveAnOrder() throws Exception {
        try (ClusterLedger ledger = new ClusterLedger();
                Workload work = ledger.work(17)) {
            for (Fault fault : List.of(Fault.CONTROLLER_KILLED, Fault.LEADER_KILLED)) {
                work.awaitMore(OPERATIONS / 4);
                ledger.meet(fault, () -> work.awaitMore(OPERATIONS / 10));
            }
            work.awaitMore(OPERATIONS - work.done());
            List<Operation> history = work.stop();
            assertThat(history).hasSizeGreaterThanOrEqualTo(OPERATIONS);
            ledger.check(history);
        }
    }

    /** Writers give up early here, so that outcomes stay unknown. */
    @Test
    @Tag("faults")
    void minutesOfFaultsHaveAnOrder() throws Exception {
        long seed = Long.getLong("quipu.test.seed", System.nanoTime());
        LOG.info("seed {} (-Dquipu.test.seed)", seed);
        Random random = new Random(seed);
        Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
        List<Operation> history = new ArrayList<>();
        long end = System.nanoTime() + SOAK.toNanos();
        try (ClusterLedger ledger = new ClusterLedger(Map.of("delivery.timeout.ms", "1500"))) {
            while (System.nanoTime() < end) {
                try (Workload work = ledger.work(random.nextLong())) {
                    for (int i = 0; i < 5; i++) {
                        Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
                        faults.merge(fault, 1, Integer::sum);
                        work.awaitMore(random.nextInt(1_000));
                        ledger.meet(fault, () -> work.awaitMore(random.nextInt(20)));
                    }
                    List<Operation> part = work.stop();
                    ledger.check(part);
                    history.addAll(part);
                }
            }
            LOG.info(
                    "{} operations, faults {}, answers {}, {} entries of which {} void",
                    history.size(),
                    faults,
                    history.stream()
                            .collect(Collectors.groupingBy(
                                    operation -> operation.answer().kind(), TreeMap::new, Collectors.counting())),
                    ledger.log().state().entries(),
                    ledger.log().state().voids());
        }
    }
}
