package dev.quipu.ledger.cluster;

import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that ask for random things at the same time, all of them about the same few changes and then about the next
 * few, and a record of what they were told.
 */
final class Workload implements AutoCloseable {

    static final ServiceName SERVICE = new ServiceName("orders");

    private static final int CHANGES_AT_A_TIME = 3;
    private static final int REQUESTS_PER_CHANGE = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AtomicLong requests;
    private final AtomicInteger done = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<List<Operation>>> histories = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * Starts the clients.
     *
     * @param requests how many there were before, and are from now on
     */
    Workload(List<? extends Client> clients, long seed, AtomicLong requests) {
        this.requests = requests;
        for (int i = 0; i < clients.size(); i++) {
            int number = i;
            Random random = new Random(seed + i);
            histories.add(threads.submit(() -> work(number, clients.get(number), random)));
        }
    }

    private List<Operation> work(int number, Client client, Random random) {
        List<Operation> history = new ArrayList<>();
        while (!stopped) {
            Request request = request(requests.getAndIncrement(), random);
            long called = System.nanoTime();
            Answer answer = client.perform(request);
            long returned = answer.kind() == Answer.Kind.UNKNOWN ? Operation.OPEN : System.nanoTime();
            history.add(new Operation(number, request, answer, called, returned));
            done.incrementAndGet();
        }
        return history;
    }

    private static Request request(long number, Random random) {
        long block = number / (CHANGES_AT_A_TIME * REQUESTS_PER_CHANGE);
        int change = (int) block * CHANGES_AT_A_TIME + random.nextInt(CHANGES_AT_A_TIME) + 1;
        Request.Kind kind =
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> Request.Kind.PROPOSE;
                    case 3, 4, 5 -> Request.Kind.APPROVE;
                    case 6 -> Request.Kind.REJECT;
                    default -> Request.Kind.WITHDRAW;
                };
        return new Request(kind, new ChangeId(SERVICE, change), random.nextBoolean() ? "this" : "that");
    }

    /** How many requests have an answer. */
    int done() {
        return done.get();
    }

    /** Waits until this many more requests have an answer. */
    void awaitMore(int answers) {
        int enough = done.get() + answers;
        await().atMost(PATIENCE).until(() -> done.get() >= enough);
    }

    /** Lets each client finish its request, and returns what all were told. */
    List<Operation> stop() throws InterruptedException, ExecutionException {
        stopped = true;
        List<Operation> all = new ArrayList<>();
        for (Future<List<Operation>> history : histories) {
            all.addAll(history.get());
        }
        return all;
    }

    @Override
    public void close() {
        stopped = true;
        threads.close();
    }
}
