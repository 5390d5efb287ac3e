package dev.quipu.shell.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that outlived its node.
 *
 * <p>The first line of {@code postmaster.pid} names it (PostgreSQL, {@code miscadmin.h}, "lock file"). A process id
 * that has been given to another program since is told by the program and its working directory, which is the data
 * folder.
 */
final class OrphanedPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    private OrphanedPostgres() {}

    /**
     * Makes sure that no server runs on {@code data}, with a fast shutdown if one does.
     *
     * @throws NodeException if it runs on
     */
    static void stop(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        Optional<ProcessHandle> named = named(pidFile);
        if (named.isEmpty()) {
            return;
        }
        ProcessHandle process = named.get();
        if (!isPostmaster(process, data)) {
            LOG.info("{} names process {}, which is another program: removing the file", pidFile, process.pid());
            delete(pidFile);
            return;
        }
        LOG.info("Stopping the PostgreSQL server {} that a killed node left behind", process.pid());
        signal("INT", process);
        if (!awaitEnd(process)) {
            signal("QUIT", process);
            if (!awaitEnd(process)) {
                throw new NodeException(
                        "An old PostgreSQL server (process %d) holds %s and doesn't stop. End it and retry."
                                .formatted(process.pid(), data));
            }
        }
    }

    private static Optional<ProcessHandle> named(Path pidFile) {
        List<String> lines = lines(pidFile);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostmaster(ProcessHandle process, Path data) {
        String program = process.info().command().orElse("");
        return Path.of(program).endsWith("postgres") && worksIn(process, data);
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
        } catch (IOException e) {
            return Arrays.asList(process.info().arguments().orElse(new String[0]))
                    .contains(data.toString());
        }
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        }
    }

    private static List<String> lines(Path pidFile) {
        try {
            return Files.readAllLines(pidFile);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't delete %s".formatted(file), e);
        }
    }
}
