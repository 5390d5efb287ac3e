package dev.quipu.shell.node;

import dev.quipu.shell.config.QuipuHome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** How a command of the shell finds, starts and stops the local node of a home. Thread-safe. */
public final class NodeClient {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    private final QuipuHome home;
    private final NodeLauncher launcher;
    private final NodeStateFile stateFile;

    /** @param home must exist */
    public NodeClient(QuipuHome home, NodeLauncher launcher) {
        this.home = home;
        this.launcher = launcher;
        this.stateFile = new NodeStateFile(home.nodeState());
    }

    /** The node at work, empty if none is; the remains of one that was killed don't count. */
    public Optional<NodeState> running() {
        return stateFile.read().filter(state -> state.process().isPresent());
    }

    /**
     * Joins the node of this home, and starts it if none is at work. Of several callers at once one starts it.
     *
     * @param say gets one line if a node was started
     * @throws NodeException if the node doesn't start
     */
    public NodeState ensureRunning(Consumer<String> say) {
        Optional<NodeState> running = running();
        return running.isPresent() ? running.get() : new NodeStart(home, launcher, this::running).run(say);
    }

    /**
     * Stops the node cleanly and waits until it is gone; also a database server that a killed node left behind.
     *
     * @return whether there was one
     * @throws NodeException if it doesn't stop within a minute
     */
    public boolean stop() {
        Optional<NodeState> node = running().or(this::onItsWay);
        node.flatMap(NodeState::process).ifPresent(this::stop);
        ProcessLock.tryTake(home.nodeLock()).ifPresent(this::stopLeftovers);
        return node.isPresent();
    }

    private void stopLeftovers(ProcessLock node) {
        try {
            OrphanedPostgres.stop(PostgresFolder.of(home).data());
        } finally {
            node.close();
        }
    }

    /** Waits for a node that is starting to be ready, or for one that is stopping to be gone. */
    private Optional<NodeState> onItsWay() {
        return new NodeStart(home, launcher, this::running).awaitStateOrEnd();
    }

    private void stop(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeException("Interrupted while the local node was stopping; it goes on stopping.", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new NodeException(
                    "The local node (process %d) didn't stop within %d s. See %s; kill -9 %d ends it, its data recover at the next start."
                            .formatted(
                                    process.pid(),
                                    STOP_WITHIN.toSeconds(),
                                    new NodeLog(home.logs()).file(),
                                    process.pid()),
                    e);
        }
    }
}
