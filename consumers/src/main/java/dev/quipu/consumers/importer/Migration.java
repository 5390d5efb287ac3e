package dev.quipu.consumers.importer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One migration as its tool describes it. Immutable.
 *
 * @param version empty if the tool has none
 * @param name as written by its author
 * @param intent why, in its author's words, or null if the tool does not ask
 * @param down the reverse, or null if there is none
 * @param transactional false if its author said that it must not run in a transaction
 * @param requires names of earlier migrations
 * @param notes remarks to keep
 */
record Migration(
        String version,
        String name,
        @Nullable String intent,
        Script up,
        @Nullable Script down,
        boolean transactional,
        List<String> requires,
        List<String> notes) {

    /** A transactional migration about which nothing else is known. */
    static Migration of(String version, String name, Script up, @Nullable Script down) {
        return new Migration(version, name, null, up, down, true, List.of(), List.of());
    }

    Migration transactional(boolean flag) {
        return new Migration(version, name, intent, up, down, flag, requires, notes);
    }

    Migration noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Migration(version, name, intent, up, down, transactional, requires, List.copyOf(more));
    }

    Migration planned(@Nullable String reason, List<String> required) {
        return new Migration(version, name, reason, up, down, transactional, List.copyOf(required), notes);
    }

    /**
     * A script and where it is from.
     *
     * @param file relative to the imported folder
     */
    record Script(String file, String text) {}
}
