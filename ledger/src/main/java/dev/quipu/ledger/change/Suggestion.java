package dev.quipu.ledger.change;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that a misspelt one most likely stands for. */
final class Suggestion {

    private Suggestion() {}

    /** The nearest of {@code known} by inserted and removed letters, if it is near enough to be meant. */
    static Optional<String> of(String word, Collection<String> known) {
        String typed = word.toLowerCase(Locale.ROOT);
        if (typed.length() > 40) {
            return Optional.empty();
        }
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(typed, candidate)))
                .filter(candidate -> distance(typed, candidate) <= (candidate.length() < 4 ? 2 : 3));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 2);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
