package dev.quipu.consumers.importer;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives changes names that are valid and unique within one import. Not thread-safe. */
final class ChangeNames {

    private static final int MAX_LENGTH = 80;

    private final Set<String> taken = new HashSet<>();

    /** The name for the change {@code number} whose author called it {@code original}. */
    String take(String original, int number) {
        String slug = slug(original);
        String name = slug;
        for (int i = 1; !taken.add(name); i++) {
            name = slug + "-" + number + (i == 1 ? "" : "-" + i);
        }
        return name;
    }

    private static String slug(String original) {
        String ascii = Normalizer.normalize(original, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        String slug = ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-");
        String shortened = slug.substring(0, Math.min(MAX_LENGTH, slug.length()));
        String trimmed = shortened.replaceAll("^[-_]+|[-_]+$", "");
        return trimmed.isEmpty() ? "change" : trimmed;
    }
}
