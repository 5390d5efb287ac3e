package dev.quipu.ledger.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question: rows of a result.
 *
 * @param columns their names
 * @param rows values in the order of the columns: text, whole numbers, other numbers, truth values, instants, lists,
 *     maps, or null
 * @param total how many rows there are; more than are in {@code rows} if these were cut
 */
public record Answer(List<String> columns, List<List<@Nullable Object>> rows, long total) {

    /** Whether there are more rows than these. */
    public boolean isCut() {
        return total > rows.size();
    }
}
