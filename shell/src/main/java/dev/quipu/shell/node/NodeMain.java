package dev.quipu.shell.node;

import dev.quipu.shell.config.QuipuHome;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of the local node: holds its lock, runs until it gets SIGTERM, then stops everything in order.
 *
 * <p>Signals are handled here and not by shutdown hooks: hooks run at the same time, and the databases must outlive the
 * agents that work on them.
 */
public final class NodeMain {

    /** Exit code of a process that finds another node at work. */
    static final int ANOTHER_NODE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(NodeMain.class);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(45);

    private NodeMain() {}

    /** @param arguments one: the folder of {@link QuipuHome} */
    public static void main(String[] arguments) {
        QuipuHome home = new QuipuHome(Path.of(arguments[0])).create();
        Optional<ProcessLock> lock = ProcessLock.tryTake(home.nodeLock());
        if (lock.isEmpty()) {
            LOG.info("Another node holds {}", home.nodeLock());
            System.exit(ANOTHER_NODE);
        }
        try {
            System.exit(run(home));
        } finally {
            Reference.reachabilityFence(lock);
        }
    }

    private static int run(QuipuHome home) {
        CountDownLatch stop = new CountDownLatch(1);
        Signals.register("TERM", stop::countDown);
        Signals.register("INT", stop::countDown);
        LOG.info("Node {} starts in {}", QuipuVersion.current(), home.folder());
        try (LocalNode node = LocalNode.start(home)) {
            LOG.info("Node is ready, broker on {}", node.bootstrapServers());
            stop.await();
            LOG.info("Node stops");
            haltIfStuck();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (Exception e) {
            LOG.error("The node doesn't start: {}", e.getMessage(), e);
            return 1;
        }
        LOG.info("Node has stopped");
        return 0;
    }

    private static void haltIfStuck() {
        Thread.ofPlatform().name("node-stop-bound").daemon().start(() -> {
            try {
                Thread.sleep(STOP_WITHIN);
                LOG.error(
                        "The node didn't stop within {}: ending the process. Its data recover at the next start.",
                        STOP_WITHIN);
                Runtime.getRuntime().halt(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
