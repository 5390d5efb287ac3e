package dev.quipu.shell.node;

import dev.quipu.ledger.local.EmbeddedBroker;
import dev.quipu.shell.config.QuipuConfig;
import dev.quipu.shell.config.QuipuHome;
import java.net.BindException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a running node; closing stops them in the opposite order of their start. */
final class LocalNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalNode.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private String bootstrapServers = "";

    private LocalNode() {}

    /** Starts everything, and writes the state file as the last thing. What was started is stopped if a part fails. */
    static LocalNode start(QuipuHome home) throws Exception {
        LocalNode node = new LocalNode();
        try {
            node.startParts(home);
            return node;
        } catch (Exception e) {
            node.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    private void startParts(QuipuHome home) throws Exception {
        NodeStateFile stateFile = new NodeStateFile(home.nodeState());
        stateFile.delete();
        QuipuConfig config = QuipuConfig.load(home);
        bootstrapServers = started(broker(home)).bootstrapServers();
        LocalPostgres postgres = started(new LocalPostgres(home));
        Connections connections = new Connections(home);
        NodeContext context = new NodeContext(
                home, config, bootstrapServers, connections, new TargetConnector(connections, postgres));
        for (NodeWorker worker : NodeWorkers.all()) {
            started(worker.start(context));
        }
        started((AutoCloseable) stateFile::delete);
        stateFile.write(NodeState.ofThisProcess(bootstrapServers, QuipuVersion.current()));
    }

    private static EmbeddedBroker broker(QuipuHome home) throws BindException {
        PortFile port = new PortFile(home.folder().resolve("kafka.port"));
        EmbeddedBroker broker = EmbeddedBroker.start(home.kafka(), port.choose());
        port.keep(broker.port());
        return broker;
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn(
                        "A part of the node didn't stop cleanly: {}",
                        part.getClass().getSimpleName(),
                        e);
            }
        }
    }
}
