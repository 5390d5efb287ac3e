package dev.quipu.shell.trail;

import dev.quipu.consumers.trail.Trail;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.shell.agent.StandAlone;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.session.LedgerAccess;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Hands the log on to other systems. */
@Component
class TrailCommand {

    private final StandAlone standAlone;
    private final LedgerAccess access;

    TrailCommand(StandAlone standAlone, LedgerAccess access) {
        this.standAlone = standAlone;
        this.access = access;
    }

    @Command(
            name = "trail",
            group = "Processes",
            description = "Hand every entry on to a file, a SIEM or standard output, until stopped")
    @Examples("trail --config trail.properties")
    void trail(@Option(description = "which ledger, and where to", defaultValue = "trail.properties") Path config)
            throws Exception {
        TrailConfig settings = TrailConfig.load(config, System.getenv());
        KafkaSettings ledger = settings.ledger() == null ? access.settings() : settings.ledger();
        try (Trail trail = Trail.start(ledger.topic(), settings.format(), settings.open(), settings.position())) {
            standAlone.run(ledger, new Delivering(trail));
        }
    }

    private record Delivering(Trail trail) implements StandAlone.Work {

        @Override
        public KafkaLedger open(KafkaSettings settings, BooleanSupplier stopped) {
            return KafkaLedger.open(settings, trail.observer(stopped));
        }

        /** Closed first of all: who folds may be waiting for it. */
        @Override
        public AutoCloseable start(KafkaLedger ledger) {
            trail.requireAll(ledger.state());
            return trail;
        }

        @Override
        public void requireWorking() {
            trail.requireWorking();
        }
    }
}
