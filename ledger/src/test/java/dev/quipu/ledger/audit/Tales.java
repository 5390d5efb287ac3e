package dev.quipu.ledger.audit;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.ChangeEvent.ChangeApproved;
import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.ReportEvent.ChangeApplied;
import dev.quipu.ledger.event.ReportEvent.ChangeFailed;
import dev.quipu.ledger.event.ReportEvent.ChangeRolledBack;
import dev.quipu.ledger.event.ReportEvent.StepCompleted;
import dev.quipu.ledger.event.ReportEvent.StepFailed;
import dev.quipu.ledger.event.ReportEvent.StepStarted;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Events of stories in few words. */
final class Tales {

    private Tales() {}

    /** A change whose steps run these scripts and can be rolled back. */
    static ChangeProposed proposed(String change, String... scripts) {
        return proposed(change, "", scripts);
    }

    /** The same with more lines of YAML. */
    static ChangeProposed proposedWith(String change, String more, String... scripts) {
        return proposed(change, more, scripts);
    }

    private static ChangeProposed proposed(String change, String more, String[] scripts) {
        StringBuilder yaml = new StringBuilder(
                """
                service: %s
                number: %s
                name: change-%s
                intent: somebody wants it
                """.formatted(change.split("/", -1)[0], change.split("/", -1)[1], change.split("/", -1)[1]));
        yaml.append(more).append("steps:\n");
        for (String script : scripts) {
            yaml.append("  - sql: |\n      ")
                    .append(script.replace("\n", "\n      "))
                    .append('\n');
            if (!more.contains("irreversible")) {
                yaml.append("    rollback: SELECT 1\n");
            }
        }
        return proposed(yaml.toString());
    }

    /** The change in this file. */
    static ChangeProposed proposed(String yaml) {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        if (!(ChangeFileParser.parse("change.yaml", bytes)
                instanceof ParsedChange.Valid(var name, ChangeFile file, var c))) {
            throw new IllegalArgumentException(yaml);
        }
        return new ChangeProposed(
                file.id(),
                file.name(),
                file.intent(),
                file.ticket(),
                file.phase(),
                file.requires(),
                file.steps().stream().map(Step::outline).toList(),
                file.irreversible(),
                ChangeFile.FORMAT,
                Content.of(bytes),
                file.deprecates());
    }

    static ChangeApproved approved(ChangeProposed proposed) {
        return new ChangeApproved(proposed.change(), proposed.content().digest(), "fine");
    }

    static ChangeApproved emergency(ChangeProposed proposed, String reason) {
        return new ChangeApproved(proposed.change(), proposed.content().digest(), "", reason);
    }

    static TargetRegistered target(String id, String env) {
        return new TargetRegistered(TargetId.parse(id), Map.of("env", env));
    }

    static KeyEnrolled enrolled(String actor, String... grants) {
        ActorKind kind = actor.equals("conductor")
                ? ActorKind.CONDUCTOR
                : actor.startsWith("agent") ? ActorKind.AGENT : ActorKind.HUMAN;
        List<Grant> given = Stream.of(grants).map(Grant::parse).toList();
        return new KeyEnrolled(actor, kind, Story.key(actor), given, kind == ActorKind.HUMAN ? null : "ann");
    }

    /** All that an agent reports of a change that works. */
    static LedgerEvent[] applied(String target, ChangeProposed change, UUID order) {
        return applied(target, change, order, 1);
    }

    /** The same, with this attempt at the first step. */
    static LedgerEvent[] applied(String target, ChangeProposed change, UUID order, int firstAttempt) {
        TargetId id = TargetId.parse(target);
        List<LedgerEvent> events = new ArrayList<>();
        for (int step = 1; step <= change.steps().size(); step++) {
            int attempt = step == 1 ? firstAttempt : 1;
            events.add(new StepStarted(
                    id, change.change(), order, change.content().digest(), Direction.FORWARD, step, attempt, "test"));
            events.add(new StepCompleted(id, change.change(), order, Direction.FORWARD, step, attempt, 1, 1000));
        }
        events.add(
                new ChangeApplied(id, change.change(), order, change.content().digest(), 1, 2000));
        return events.toArray(LedgerEvent[]::new);
    }

    /** All that an agent reports of a change whose first step fails. */
    static LedgerEvent[] failed(String target, ChangeProposed change, UUID order) {
        TargetId id = TargetId.parse(target);
        return new LedgerEvent[] {
            new StepStarted(id, change.change(), order, change.content().digest(), Direction.FORWARD, 1, 1, "test"),
            new StepFailed(id, change.change(), order, Direction.FORWARD, 1, 1, "42P01", "no such table"),
            new ChangeFailed(id, change.change(), order, Direction.FORWARD, 1, "42P01", "no such table")
        };
    }

    /** All that an agent reports of a change of one step that is rolled back. */
    static LedgerEvent[] rolledBack(String target, ChangeProposed change, UUID order) {
        TargetId id = TargetId.parse(target);
        return new LedgerEvent[] {
            new StepStarted(id, change.change(), order, change.content().digest(), Direction.BACK, 1, 1, "test"),
            new StepCompleted(id, change.change(), order, Direction.BACK, 1, 1, 1, 1000),
            new ChangeRolledBack(id, change.change(), order, 1, 2000)
        };
    }
}
