package dev.quipu.ledger.cluster;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers are killed while seven clients in two processes write, and go on writing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterFaultsTest {

    private static final int SOME = 200;

    private ClusterLedger ledger;

    @BeforeAll
    void open() throws IOException {
        ledger = new ClusterLedger();
    }

    @AfterAll
    void close() {
        ledger.close();
    }

    /** What is checked after each: see {@link ClusterLedger#check}. */
    @ParameterizedTest
    @EnumSource(names = {"LEADER_KILLED", "FOLLOWER_OUT", "CONTROLLER_KILLED"})
    void loseNothingAndCountNothingTwice(Fault fault) throws Exception {
        try (Workload work = ledger.work(fault.name().hashCode())) {
            work.awaitMore(SOME);
            ledger.meet(fault, () -> work.awaitMore(SOME));
            work.awaitMore(SOME);
            ledger.check(work.stop());
        }
    }
}
