package dev.quipu.shell.node;

/** A part of the local node that works from its start to its end, as the conductor and the agents do. */
public interface NodeWorker {

    /**
     * Starts to work on threads of its own and returns. The broker is up; the ledger's topic may not exist yet, and
     * targets may come and go.
     *
     * @return stops the worker, within a few seconds
     */
    AutoCloseable start(NodeContext context) throws Exception;
}
