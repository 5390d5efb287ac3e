package dev.quipu.ledger.audit;

import static dev.quipu.ledger.spec.Events.EU;
import static dev.quipu.ledger.spec.Events.ORDERS;

import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeEvent.EmergencyReviewed;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.ReportEvent.ChangeApplied;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.spec.Events;
import java.util.List;
import java.util.UUID;

/**
 * A ledger with all that reports look for. Change 1 goes as it should: ben proposes it, ann approves it, cat releases
 * it, to staging and then to production. Change 2 is ann's alone, in an emergency. Change 3 fails, then is applied and
 * rolled back. Mallory has no key.
 */
final class ReportStory {

    static final ChangeProposed CUSTOMERS =
            Tales.proposed("orders/1", "CREATE TABLE customers (id bigint PRIMARY KEY, currency text)");
    static final ChangeProposed CURRENCY =
            Tales.proposed("orders/2", "ALTER TABLE customers ALTER COLUMN currency TYPE varchar(3)");
    static final ChangeProposed INDEX = Tales.proposed("orders/3", "CREATE INDEX customers_id ON customers (id)");
    static final ChangeProposed UNSEEN = Tales.proposed("orders/4", "CREATE TABLE secrets (id bigint)");
    static final TargetId STAGING = TargetId.parse("orders@staging");

    private ReportStory() {}

    /** People and targets, and nothing that happened. */
    static Story quiet() {
        return Story.founded()
                .by("ann", Events.service("orders"), Tales.target("orders@staging", "staging"))
                .by("ann", Tales.target("orders@eu", "prod"))
                .by("ann", Tales.enrolled("ben", "author", "approver"), Tales.enrolled("cat", "operator"))
                .by("ann", Tales.enrolled("agent-eu", "agent"), Tales.enrolled("agent-staging", "agent"))
                .by("ann", Tales.enrolled("conductor", "conductor"));
    }

    /** One change that goes as it should. */
    static Story clean() {
        Story story = quiet().at("2026-02-02T09:00:00Z")
                .by("ben", CUSTOMERS)
                .by("ann", Tales.approved(CUSTOMERS))
                .by("cat", Events.rollout("orders/r1", List.of("orders/1"), STAGING, EU));
        UUID order = story.lastId();
        return story.by("agent-staging", Tales.applied("orders@staging", CUSTOMERS, order))
                .by("agent-eu", Tales.applied("orders@eu", CUSTOMERS, order))
                .by("conductor", Events.completed("orders/r1", RolloutOutcome.SUCCEEDED));
    }

    /** And all that goes wrong. */
    static Story all() {
        Story story = clean();
        emergency(story.at("2026-02-07T23:00:00Z"));
        failure(story.at("2026-03-02T09:00:00Z"));
        story.voidBy("mallory", new NoteAdded(StreamId.of(ORDERS), "I was here"));
        return story.by("ben", UNSEEN);
    }

    private static void emergency(Story story) {
        story.by("ann", CURRENCY, Tales.emergency(CURRENCY, "the shop is down"))
                .by("ann", Events.rollout("orders/r2", List.of("orders/2"), EU));
        UUID order = story.lastId();
        story.by("agent-eu", Tales.applied("orders@eu", CURRENCY, order))
                .by("conductor", Events.completed("orders/r2", RolloutOutcome.SUCCEEDED))
                .by("ben", new EmergencyReviewed(CURRENCY.change(), "right"));
    }

    private static void failure(Story story) {
        story.by("ben", INDEX)
                .by("ann", Tales.approved(INDEX))
                .by("cat", Events.rollout("orders/r3", List.of("orders/3"), EU));
        UUID order = story.lastId();
        story.by("agent-eu", Tales.failed("orders@eu", INDEX, order))
                .by("conductor", Events.completed("orders/r3", RolloutOutcome.FAILED))
                .by("cat", Events.rollout("orders/r4", List.of("orders/3"), EU));
        UUID again = story.lastId();
        story.by("agent-eu", Tales.applied("orders@eu", INDEX, again, 2))
                .by("conductor", Events.completed("orders/r4", RolloutOutcome.SUCCEEDED))
                .by("cat", Events.rollback(EU, "orders/3"));
        story.by("agent-eu", Tales.rolledBack("orders@eu", INDEX, story.lastId()));
    }

    /** As a fault of the fold would leave it: applied, though nobody approved or released it. */
    static Story faulty() {
        Story story = clean().by("ben", UNSEEN);
        UUID order = new UUID(1, 1);
        return story.against(
                "agent-eu",
                new ChangeApplied(EU, UNSEEN.change(), order, UNSEEN.content().digest(), 1, 2000));
    }
}
