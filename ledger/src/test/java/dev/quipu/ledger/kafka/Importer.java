package dev.quipu.ledger.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Restores a ledger in a process of its own, which can be killed. */
final class Importer {

    static final String HALF_WAY = "half way";

    private Importer() {}

    static Process start(KafkaSettings settings, Path file) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Importer.class.getName(),
                settings.bootstrapServers(),
                settings.topic(),
                file.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** @param arguments bootstrap servers, topic, and the file */
    public static void main(String[] arguments) throws Exception {
        new LedgerImport(KafkaSettings.of(arguments[0], arguments[1])).from(Path.of(arguments[2]), new Stalling());
    }

    /** Says when some records are written, and goes no further. */
    private static final class Stalling implements LedgerImport.Progress {

        private boolean writing;

        @Override
        public void phase(String name) {
            writing = name.equals("writing");
        }

        @Override
        public void records(long done) {
            if (writing && done >= 5_000) {
                System.out.println(HALF_WAY);
                while (true) {
                    LockSupport.park();
                }
            }
        }
    }
}
