package dev.quipu.consumers.agent;

import dev.quipu.consumers.TestPostgres;
import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.ServiceEvent.ServiceRegistered;
import dev.quipu.ledger.event.TargetEvent.TargetRegistered;
import dev.quipu.ledger.event.TargetId;
import java.util.List;
import java.util.Map;

/**
 * One more target in a shop's ledger, of the same service or another, on a database of its own.
 *
 * @param url of the database
 */
record OtherTarget(TargetId id, String url) {

    static OtherTarget in(Shop shop, String id) {
        TargetId target = TargetId.parse(id);
        if (shop.ledger.state().service(target.service()) == null) {
            shop.done(Command.of(new ServiceRegistered(target.service(), "postgresql", "shop", ""), target));
        }
        shop.done(Command.of(new TargetRegistered(target, Map.of()), target));
        return new OtherTarget(target, TestPostgres.freshDatabase());
    }

    TargetDatabase database() {
        return new TargetDatabase(url, "postgres", () -> "postgres");
    }

    /** A change of one step. */
    static ChangeFile change(String id, List<String> requires, String sql) {
        ChangeId change = ChangeId.parse(id);
        return new ChangeFile(
                change,
                "change-" + change.number(),
                "test",
                null,
                Phase.EXPAND,
                requires.stream().map(ChangeId::parse).toList(),
                List.of(),
                List.of(Shop.sql("step", sql, "SELECT 1")),
                null);
    }
}
