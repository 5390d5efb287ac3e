package dev.quipu.shell.audit;

import dev.quipu.ledger.audit.AccessLog.Access;
import dev.quipu.ledger.audit.Answer;
import dev.quipu.ledger.audit.AuditStore;
import dev.quipu.ledger.audit.FedStore;
import dev.quipu.ledger.audit.StoreReader;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.cli.output.Listing.Cell;
import dev.quipu.shell.cli.output.OutputFormat;
import dev.quipu.shell.cli.output.Progress;
import dev.quipu.shell.cli.output.Tone;
import dev.quipu.shell.session.LedgerAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where questions are asked: brings the store up to date, notes down who asks, and shows the answer. */
@Component
class AuditDesk {

    /** What fits on a terminal that can be scrolled. */
    static final int ROWS_ON_A_TERMINAL = 200;

    /** What fits into memory. More rows go into a file. */
    static final int ROWS = 100_000;

    private final LedgerAccess access;
    private final Console console;

    AuditDesk(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    /**
     * Answers a question on stdout or in a file.
     *
     * @param asIs whether the store is asked as it is, without a look at the log
     * @param whenEmpty what is said if there are no rows
     */
    void answer(Question question, Destination destination, boolean asIs, String whenEmpty)
            throws InterruptedException {
        AuditStore store = new AuditStore(access.audit());
        FedStore fed = asIs ? store.asIs(access.topic()) : refreshed(store);
        note(fed, question, destination.file());
        try (StoreReader reader = store.read(fed, destination.file())) {
            if (destination.file() == null) {
                Answer answer = interruptible(reader, () -> reader.ask(question.sql(), question.variables(), most()));
                console.print(listing(answer).orElse(whenEmpty));
                if (answer.isCut()) {
                    console.message("These are the first %,d of %,d rows. All of them: add --file FILE"
                            .formatted(answer.rows().size(), answer.total()));
                }
            } else {
                long rows = interruptible(
                        reader, () -> reader.write(question.sql(), question.variables(), destination.kind()));
                console.message("Wrote %,d %s to %s.".formatted(rows, rows == 1 ? "row" : "rows", destination.file()));
            }
            console.message(Tone.MUTED, source(reader, asIs));
        }
    }

    /** The rows of a question that the shell itself asks. */
    List<List<@Nullable Object>> rows(String sql) {
        AuditStore store = new AuditStore(access.audit());
        try (StoreReader reader = store.read(refreshed(store), null)) {
            return reader.ask(sql, Map.of(), ROWS).rows();
        }
    }

    private FedStore refreshed(AuditStore store) {
        try (Progress progress = console.progress("Bringing the audit store up to date")) {
            return store.refresh(access.settings(), entries -> progress.update("%,d entries".formatted(entries)));
        }
    }

    private void note(FedStore fed, Question question, @Nullable Path output) {
        try {
            fed.access()
                    .add(new Access(
                            Instant.now(),
                            System.getProperty("user.name", ""),
                            access.actor().id(),
                            question.command(),
                            question.text(),
                            output == null ? "" : output.toString()));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "it can't be noted down who asks (%s), so there is no answer".formatted(e.getMessage()),
                    "Make room in %s, or get the right to write there".formatted(access.audit()),
                    e);
        }
    }

    private int most() {
        return console.isTerminal() && console.options().output() == OutputFormat.TABLE ? ROWS_ON_A_TERMINAL : ROWS;
    }

    private static Listing listing(Answer answer) {
        List<List<Cell>> cells = answer.rows().stream()
                .map(row ->
                        row.stream().map(value -> new Cell(value, Tone.PLAIN)).toList())
                .toList();
        return new Listing(answer.columns(), cells, "");
    }

    private static String source(StoreReader reader, boolean asIs) {
        List<@Nullable Object> head = reader.ask("SELECT entries, root, fed_at FROM store", Map.of(), 1)
                .rows()
                .getFirst();
        return "Of %s entries with root %s%s."
                .formatted(head.get(0), head.get(1), asIs ? ", as they were at " + head.get(2) : "");
    }

    /** Ctrl-C ends the question. */
    private static <T> T interruptible(StoreReader reader, Supplier<T> work) throws InterruptedException {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(work);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            reader.cancel();
            answer.handle((value, failure) -> "ended").join();
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        }
    }
}
