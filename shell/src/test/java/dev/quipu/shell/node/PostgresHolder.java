package dev.quipu.shell.node;

import dev.quipu.ledger.event.TargetId;
import dev.quipu.shell.config.QuipuHome;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts the embedded server of a home and waits to be killed. */
final class PostgresHolder {

    static final TargetId TARGET = TargetId.parse("orders@eu-1");

    private PostgresHolder() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (LocalPostgres postgres = new LocalPostgres(new QuipuHome(Path.of(arguments[0])))) {
            System.out.println(postgres.ensureDatabase(TARGET).url());
            new CountDownLatch(1).await();
        }
    }
}
