package dev.quipu.ledger.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the steps of one kind. */
interface StepKindReader {

    /** The key that makes a step one of this kind. */
    String key();

    /** The keys that may stand beside it, other than the step's name. */
    List<String> furtherKeys();

    /** The step, or null after a problem. */
    @Nullable
    Step read(Fields fields, String name);
}
