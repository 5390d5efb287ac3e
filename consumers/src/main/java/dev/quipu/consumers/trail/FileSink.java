package dev.quipu.consumers.trail;

import dev.quipu.ledger.file.OwnFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines in a file that only its owner may read, each record exactly once: lines are on the disk before they are
 * confirmed, and what is there beyond the confirmed ones is cut off. A full file is renamed: {@code trail.jsonl}
 * becomes {@code trail-000000004711.jsonl} if 4711 is the first record in it.
 */
final class FileSink implements TrailSink {

    private final Path file;
    private final long rotateSize;
    private final Duration rotateAfter;
    private final TrailFormat format;
    private final InstantSource clock;
    private @Nullable FileChannel channel;
    private long confirmed;

    FileSink(Path file, long rotateSize, Duration rotateAfter, TrailFormat format, InstantSource clock) {
        this.file = file.toAbsolutePath().normalize();
        this.rotateSize = rotateSize;
        this.rotateAfter = rotateAfter;
        this.format = format;
        this.clock = clock;
    }

    @Override
    public void resume(Position position, boolean first) throws IOException {
        FileChannel opened = open();
        if (first && opened.size() > 0) {
            throw new TrailException(
                    "%s holds lines, and there is no position file that says which were delivered".formatted(file),
                    "Restore the position file, or move this one away: the trail begins with the first record then.");
        }
        confirmed = new FileTail(file, opened, format).endOf(position);
        opened.truncate(confirmed);
        opened.force(true);
    }

    private FileChannel open() throws IOException {
        if (channel == null) {
            OwnFiles.createFolder(folder());
            if (Files.notExists(file)) {
                create();
            }
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        return channel;
    }

    private void create() throws IOException {
        Path draft = OwnFiles.draft(file);
        try {
            Files.move(draft, file);
        } catch (FileAlreadyExistsException somebodyElseMadeIt) {
            Files.delete(draft);
        }
        forceFolder();
    }

    private Path folder() {
        return file.resolveSibling(".").normalize();
    }

    private void forceFolder() throws IOException {
        try (FileChannel entries = FileChannel.open(folder(), StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    @Override
    public void deliver(List<TrailLine> lines) throws IOException {
        if (isFull()) {
            rotate();
        }
        FileChannel to = open();
        if (to.size() < confirmed) {
            throw new TrailException(
                    "%s became shorter: somebody else writes to it".formatted(file),
                    "Leave it to the trail, which renames full files itself; see what was lost, and start it again.");
        }
        to.truncate(confirmed); // what a failed attempt left
        to.position(confirmed);
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.json()).append('\n'));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
        to.force(false);
        confirmed = to.position();
    }

    private boolean isFull() throws IOException {
        if (confirmed == 0) {
            return false;
        }
        return confirmed >= rotateSize
                || Duration.between(
                                        Files.readAttributes(file, BasicFileAttributes.class)
                                                .creationTime()
                                                .toInstant(),
                                        clock.instant())
                                .compareTo(rotateAfter)
                        >= 0;
    }

    private void rotate() throws IOException {
        FileChannel full = open();
        full.truncate(confirmed);
        full.force(true);
        Files.move(file, rotated(new FileTail(file, full, format).first()));
        channel = null;
        confirmed = 0;
        full.close();
        forceFolder();
    }

    private Path rotated(long first) throws FileAlreadyExistsException {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        Path rotated = file.resolveSibling("%s-%012d%s".formatted(stem, first, dot > 0 ? name.substring(dot) : ""));
        if (Files.exists(rotated)) {
            throw new FileAlreadyExistsException(rotated.toString(), null, "a full file would get this name");
        }
        return rotated;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
