package dev.quipu.shell.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * When a process started, as a text that only serves to tell processes with the same id apart.
 *
 * <p>On Linux it is the boot's id and the ticks since boot (proc(5), field 22 of {@code stat}): the start time that
 * Java derives from them moves whenever the clock is set, as after the pause of a virtual machine.
 */
final class ProcessStart {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Field 22, counted from the third, which follows the program's name in parentheses. */
    private static final int START_TICKS = 22 - 3;

    private ProcessStart() {}

    static String of(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Files.readString(BOOT_ID).strip() + "/" + fields[START_TICKS];
        } catch (IOException e) {
            return process.info().startInstant().map(Instant::toString).orElse("unknown");
        }
    }
}
