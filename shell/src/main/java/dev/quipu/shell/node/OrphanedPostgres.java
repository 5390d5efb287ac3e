package dev.quipu.shell.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
 * <p>{@code postmaster.pid} names it: first line the process id, third line its start in seconds since the epoch
 * (PostgreSQL, {@code miscadmin.h}, "lock file"). A process id that has been given to another program since is told by
 * the program's name and start.
 */
final class OrphanedPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

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
        if (!isPostmaster(process, pidFile)) {
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

    private static boolean isPostmaster(ProcessHandle process, Path pidFile) {
        boolean postgres = process.info()
                .command()
                .map(command -> command.endsWith("/postgres") || command.endsWith("postgres.exe"))
                .orElse(false);
        return postgres && startedAsWritten(process, lines(pidFile));
    }

    private static boolean startedAsWritten(ProcessHandle process, List<String> lines) {
        Optional<Instant> started = process.info().startInstant();
        if (lines.size() < 3 || started.isEmpty()) {
            return true;
        }
        Instant written = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
        return Duration.between(started.get(), written).abs().compareTo(CLOCK_TOLERANCE) < 0;
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
