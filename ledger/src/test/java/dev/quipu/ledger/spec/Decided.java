package dev.quipu.ledger.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.state.Refusal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a command came to.
 *
 * @param after the ledger after it
 * @param reason why it was refused, or null
 */
public record Decided<R>(
        LedgerSpec after,
        List<LedgerEvent> events,
        @Nullable R reply,
        @Nullable Refusal reason) {

    /** These events were accepted and no others, and this was the reply. */
    public LedgerSpec then(R expected, LedgerEvent... expectedEvents) {
        assertThat(reason).isNull();
        assertThat(events).containsExactly(expectedEvents);
        assertThat(reply).isEqualTo(expected);
        return after;
    }

    /** It was refused with these words, and nothing changed. */
    public <T extends Refusal> T refused(Class<T> kind, String message) {
        assertThat(reason).isNotNull();
        Refusal given = Objects.requireNonNull(reason);
        LedgerSpec.assertHelpful(given);
        assertThat(given.message()).contains(message);
        assertThat(given).isInstanceOf(kind);
        return kind.cast(given);
    }
}
