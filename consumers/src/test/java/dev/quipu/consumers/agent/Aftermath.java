package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.event.ReportEvent.ChangeApplied;
import dev.quipu.ledger.event.ReportEvent.ChangeFailed;
import dev.quipu.ledger.event.ReportEvent.ChangeRolledBack;
import dev.quipu.ledger.event.ReportEvent.StepCompleted;
import dev.quipu.ledger.event.ReportEvent.StepFailed;
import dev.quipu.ledger.event.ReportEvent.StepPaused;
import dev.quipu.ledger.event.ReportEvent.StepStarted;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.schemas.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What must hold after any crash, once an agent has caught up. */
final class Aftermath {

    private final Shop shop;
    private final List<String> steps = new ArrayList<>();
    private final List<String> conclusions = new ArrayList<>();

    private Aftermath(Shop shop) {
        this.shop = shop;
    }

    /** Checks a shop whose scripts have each left a row of its own in {@code counts (what)}. */
    static void check(Shop shop) {
        await().until(() -> shop.column("SELECT id FROM quipu.outbox").isEmpty());
        Aftermath aftermath = new Aftermath(shop);
        aftermath.readLedger();
        aftermath.everythingHappenedOnce();
        aftermath.ledgerAndHistoryAgree();
    }

    private void readLedger() {
        KafkaLedger.open(shop.settings, (record, outcome, after) -> {
                    if (outcome instanceof Outcome.Accepted
                            && record.content() instanceof Decoded.Value<Entry>(Entry entry)
                            && entry.event() instanceof ReportEvent report) {
                        add(report);
                    }
                })
                .close();
    }

    private void add(ReportEvent report) {
        switch (report) {
            case StepCompleted done -> steps.add("%s %d %s".formatted(done.change(), done.step(), done.direction()));
            case ChangeApplied applied -> conclusions.add(applied.change() + " applied");
            case ChangeRolledBack back -> conclusions.add(back.change() + " back");
            case ChangeFailed failed -> conclusions.add(failed.change() + " failed");
            case StepStarted started -> {}
            case StepPaused paused -> {}
            case StepFailed failed -> {}
        }
    }

    private void everythingHappenedOnce() {
        assertThat(shop.column("SELECT what FROM counts GROUP BY what HAVING count(*) > 1"))
                .isEmpty();
        if (shop.jdbcUrl.startsWith("jdbc:postgresql:")) {
            assertThat(shop.column("SELECT indexrelid FROM pg_index WHERE NOT indisvalid"))
                    .isEmpty();
        }
        assertThat(shop.column("SELECT unit FROM quipu.journal")).isEmpty();
        assertThat(steps).doesNotHaveDuplicates();
        assertThat(conclusions).doesNotHaveDuplicates();
    }

    private void ledgerAndHistoryAgree() {
        assertThat(steps).isEqualTo(shop.column("""
            SELECT concat("change", ' ', step, ' ', direction) FROM quipu.history ORDER BY seq
            """));
        TargetState target = Objects.requireNonNull(shop.ledger.state().target(Shop.TARGET));
        target.applications().forEach(this::agrees);
        assertThat(target.work()).isNull();
    }

    private void agrees(int number, Application application) {
        List<String> inEffect = shop.column("""
            SELECT direction FROM quipu.history h WHERE "change" = 'orders/%d' AND direction = '%s' AND NOT EXISTS (
                SELECT 1 FROM quipu.history l WHERE l."change" = h."change" AND l.step = h.step AND l.seq > h.seq)
            """.formatted(number, Direction.FORWARD));
        int expected =
                switch (application) {
                    case Application.Applied applied -> steps(number);
                    case Application.Failed failed -> failed.effective();
                    case Application.RolledBack back -> 0;
                };
        assertThat(inEffect).as("steps of change %d", number).hasSize(expected);
    }

    private int steps(int number) {
        return Objects.requireNonNull(shop.ledger.state().change(new ChangeId(Shop.ORDERS, number)))
                .proposal()
                .event()
                .steps()
                .size();
    }
}
