package dev.quipu.ledger.kafka;

import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.ProposeChange;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.state.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A process that proposes the same change number from many threads, each with other content. It says {@code ready},
 * waits for a line, and then prints a line for each reply.
 */
final class Proposer {

    static final int THREADS = 50;

    private Proposer() {}

    /** Arguments: bootstrap servers, topic, a name for this process. */
    public static void main(String[] args) throws Exception {
        try (KafkaLedger ledger = KafkaLedger.open(KafkaSettings.of(args[0], args[1]));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> proposals = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Proposal proposal = Proposal.of("orders/1").text(args[2] + " thread " + i);
                proposals.add(() -> propose(ledger, proposal));
            }
            System.out.println("ready");
            if (System.in.read(new byte[1]) < 0) {
                return;
            }
            StringBuilder lines = new StringBuilder();
            for (Future<String> reply : threads.invokeAll(proposals)) {
                lines.append(reply.get()).append('\n');
            }
            System.out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
    }

    private static String propose(KafkaLedger ledger, Proposal proposal) {
        return switch (ledger.submit(LedgerSpec.ANN, new ProposeChange(proposal.event()))) {
            case Reply.Done<ProposeChange.Reply> done ->
                "accepted " + done.entries().getFirst().id();
            case Reply.Refused<ProposeChange.Reply>(Refusal.Conflict conflict) -> "conflict " + conflict.winner();
            case Reply.Refused<ProposeChange.Reply>(Refusal other) -> "unexpected " + other;
        };
    }
}
