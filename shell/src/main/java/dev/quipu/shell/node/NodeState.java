package dev.quipu.shell.node;

import java.util.Optional;

/**
 * What a running local node says about itself.
 *
 * @param pid its process id
 * @param started when the process started, in the form of {@link ProcessStart}: a process with this id that started at
 *     another time is a different one
 * @param bootstrapServers where Kafka clients connect
 * @param version the node's version of Quipu
 */
public record NodeState(long pid, String started, String bootstrapServers, String version) {

    static NodeState ofThisProcess(String bootstrapServers, String version) {
        ProcessHandle self = ProcessHandle.current();
        return new NodeState(self.pid(), ProcessStart.of(self), bootstrapServers, version);
    }

    /** The process, empty if it has ended or its id belongs to another one now. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> ProcessStart.of(process)
                .equals(started));
    }
}
