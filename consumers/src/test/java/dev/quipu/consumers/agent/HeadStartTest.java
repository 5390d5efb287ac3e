package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.Lag;
import dev.quipu.ledger.Ledger;
import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.state.Folded;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A step that runs while its claim is on its way. */
class HeadStartTest {

    private static final String OPEN =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in"
                    + " transaction'";

    private final AtomicInteger scriptsRun = new AtomicInteger();
    private Shop shop;

    @BeforeEach
    void begin() {
        shop = new Shop();
        shop.approved(1, "CREATE TABLE one (id int)", "DROP TABLE one");
        shop.approved(2, "ALTER TABLE one ADD n int", "ALTER TABLE one DROP n");
    }

    @AfterEach
    void end() {
        shop.close();
    }

    @Test
    void isUndoneIfTheLedgerRefusesTheClaim() {
        List<String> seen = new ArrayList<>();
        try (Between between = new Between(shop, 2) {
                    @Override
                    List<CompletableFuture<Outcome>> claimedAhead(List<Entry> entries) {
                        List<CompletableFuture<Outcome>> answers =
                                new ArrayList<>(ledger.append(entries.subList(0, entries.size() - 1)));
                        answers.add(CompletableFuture.completedFuture(
                                new Outcome.Voided(-1, new Refusal.Invalid("not now", "later"))));
                        return answers;
                    }

                    @Override
                    public CompletableFuture<Outcome> append(Entry entry) {
                        if (claims(entry, 2)) {
                            seen.add(scriptsRun.get() + " run, " + shop.query(OPEN) + " open");
                        }
                        return super.append(entry);
                    }
                };
                QuipuAgent agent = agent(between)) {
            shop.applied(1, 2);
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(seen).containsExactly("2 run, 0 open");
        assertThat(shop.history()).isEqualTo("1.1 FORWARD, 2.1 FORWARD");
    }

    @Test
    void letsOthersGoWhenTheLedgerTakesItsTime() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        try (Between between = new Between(shop, 2) {
                    @Override
                    List<CompletableFuture<Outcome>> claimedAhead(List<Entry> entries) {
                        return delayed(ledger.append(entries), gate);
                    }
                };
                QuipuAgent agent = agent(between)) {
            shop.rollout(1, 2);
            await().atMost(Duration.ofSeconds(60)).until(() -> scriptsRun.get() == 2);
            await().atMost(Duration.ofSeconds(60)).until(() -> shop.query(OPEN).equals("0"));
            assertThat(shop.query("SELECT count(*) FROM one")).isEqualTo("0");
            assertThat(shop.history()).isEqualTo("1.1 FORWARD");

            gate.complete(null);
            shop.awaitTarget(target -> target.has(2) && target.work() == null);
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(scriptsRun).hasValue(3);
        assertThat(shop.history()).isEqualTo("1.1 FORWARD, 2.1 FORWARD");
    }

    @Test
    void isBrokenOffWhenTheLedgerTakesItsTime() {
        shop.approved(3, """
            CREATE TABLE gate AS SELECT 1;
            CREATE FUNCTION nap() RETURNS int LANGUAGE plpgsql AS
            $$ BEGIN WHILE EXISTS (SELECT FROM gate) LOOP PERFORM pg_sleep(0.01); END LOOP; RETURN 1; END $$;
            CREATE TABLE slow AS SELECT 1
            """, "DROP TABLE slow, gate; DROP FUNCTION nap");
        shop.approved(4, "ALTER TABLE slow ADD n int DEFAULT nap()", "ALTER TABLE slow DROP n");
        CompletableFuture<Void> gate = new CompletableFuture<>();
        try (Between between = new Between(shop, 4) {
                    @Override
                    List<CompletableFuture<Outcome>> claimedAhead(List<Entry> entries) {
                        return delayed(ledger.append(entries), gate);
                    }
                };
                QuipuAgent agent = agent(between)) {
            shop.rollout(1, 4);
            awaitAnswer(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event ="
                            + " 'PgSleep'",
                    "1");
            awaitAnswer(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event ="
                            + " 'PgSleep'",
                    "0");
            assertThat(shop.query("SELECT count(*) FROM slow")).isEqualTo("1");

            shop.execute("DELETE FROM gate");
            gate.complete(null);
            shop.awaitTarget(target -> target.has(4) && target.work() == null);
            assertThat(agent.targets()).isNotEmpty();
        }
        assertThat(shop.history()).isEqualTo("1.1 FORWARD, 2.1 FORWARD, 3.1 FORWARD, 4.1 FORWARD");
    }

    private void awaitAnswer(String query, String answer) {
        await().atMost(Duration.ofSeconds(60)).until(() -> shop.query(query).equals(answer));
    }

    private static List<CompletableFuture<Outcome>> delayed(
            List<CompletableFuture<Outcome>> answers, CompletableFuture<Void> gate) {
        return answers.stream()
                .map(answer -> answer.thenCombine(gate, (outcome, open) -> outcome))
                .toList();
    }

    private QuipuAgent agent(Ledger ledger) {
        return QuipuAgent.builder()
                .ledger(ledger)
                .target(Shop.TARGET, shop.database())
                .crashPoints(point -> {
                    if (point == CrashPoint.SCRIPT_RUN) {
                        scriptsRun.incrementAndGet();
                    }
                })
                .start();
    }

    private static boolean claims(Entry entry, int change) {
        return entry.event() instanceof ReportEvent.StepStarted started
                && started.change().number() == change;
    }

    /** Stands between an agent and its ledger, and does something else with the first claim that is sent ahead. */
    private abstract static class Between implements Ledger {

        final KafkaLedger ledger;
        private final int change;
        private boolean done;

        /** @param change whose claim it is */
        Between(Shop shop, int change) {
            this.change = change;
            this.ledger = KafkaLedger.open(shop.settings);
        }

        abstract List<CompletableFuture<Outcome>> claimedAhead(List<Entry> entries);

        @Override
        public List<CompletableFuture<Outcome>> append(List<Entry> entries) {
            if (!done && claims(entries.getLast(), change)) {
                done = true;
                return claimedAhead(entries);
            }
            return ledger.append(entries);
        }

        @Override
        public Folded foresee(LedgerState state, Entry entry) {
            return ledger.foresee(state, entry);
        }

        @Override
        public CompletableFuture<Outcome> append(Entry entry) {
            return ledger.append(entry);
        }

        @Override
        public LedgerState state() {
            return ledger.state();
        }

        @Override
        public <R> List<Reply<R>> submit(Actor actor, List<? extends Command<R>> commands) {
            return ledger.submit(actor, commands);
        }

        @Override
        public LedgerState awaitMoreThan(long entries, Duration atMost) throws InterruptedException {
            return ledger.awaitMoreThan(entries, atMost);
        }

        @Override
        public Lag lag() {
            return ledger.lag();
        }

        @Override
        public boolean isReachable(Duration atMost) {
            return ledger.isReachable(atMost);
        }

        @Override
        public void close() {
            ledger.close();
        }
    }
}
