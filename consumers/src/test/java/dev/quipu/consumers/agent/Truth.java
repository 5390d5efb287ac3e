package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.ReportEvent;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.schemas.Decoded;
import java.util.ArrayList;
import java.util.List;

/** What must hold after any number of crashes, once an agent was left to finish. */
final class Truth {

    private Truth() {}

    /** The reports of finished work that count, as the log has them. */
    private static List<String> accepted(Shop shop) {
        List<String> reports = new ArrayList<>();
        KafkaLedger.open(shop.settings, (logged, outcome, after) -> {
                    if (outcome instanceof Outcome.Accepted
                            && logged.content() instanceof Decoded.Value<Entry>(Entry entry)) {
                        switch (entry.event()) {
                            case ReportEvent.StepCompleted step ->
                                reports.add(step.change() + " " + step.step() + " " + step.direction());
                            case ReportEvent.ChangeApplied applied -> reports.add(applied.change() + " applied");
                            case ReportEvent.ChangeFailed failed -> reports.add(failed.change() + " failed");
                            default -> {}
                        }
                    }
                })
                .close();
        return reports;
    }

    /** Nothing was done twice, no report was lost, and ledger and database say the same. */
    static void holds(Shop shop, String where) {
        List<String> reports = accepted(shop);
        assertThat(reports).as("%s: reported once", where).doesNotHaveDuplicates();
        assertThat(shop.query("SELECT count(*) FROM (SELECT what FROM effects GROUP BY what HAVING count(*) <> 1) t"))
                .as("%s: effects that are not there once", where)
                .isEqualTo("0");
        assertThat(shop.query("SELECT count(*) FROM quipu.history"))
                .as("%s: steps in the database's history", where)
                .isEqualTo(Long.toString(reports.stream()
                        .filter(report -> report.endsWith("WARD") || report.endsWith("BACK"))
                        .count()));
        assertThat(shop.query("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                .as("%s: invalid indexes", where)
                .isEqualTo("0");
        assertThat(shop.query(
                        "SELECT (SELECT count(*) FROM quipu.outbox) || ' ' || (SELECT count(*) FROM quipu.journal)"))
                .as("%s: outbox and journal", where)
                .isEqualTo("0 0");
    }
}
