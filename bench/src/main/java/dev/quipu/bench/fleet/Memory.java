package dev.quipu.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process has used.
 *
 * @param mostMib the most memory it ever had of the machine's
 * @param heapMib what is left on the heap after a collection
 */
record Memory(long mostMib, long heapMib) {

    private static final long MIB = 1024 * 1024;

    @SuppressWarnings("SystemGc") // to see what is left
    static Memory now() throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Memory(mostKib() / 1024, (runtime.totalMemory() - runtime.freeMemory()) / MIB);
    }

    private static long mostKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    static Memory parse(String text) {
        String[] numbers = text.split(" ", -1);
        return new Memory(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    @Override
    public String toString() {
        return mostMib + " " + heapMib;
    }
}
