package dev.quipu.shell.node;

import java.util.List;

/** The one list of what runs in the local node, in the order of their start. */
final class NodeWorkers {

    private NodeWorkers() {}

    static List<NodeWorker> all() {
        return List.of(new LedgerWorker());
    }
}
