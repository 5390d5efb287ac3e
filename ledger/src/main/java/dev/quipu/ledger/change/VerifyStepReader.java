package dev.quipu.ledger.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads steps that check something. */
final class VerifyStepReader implements StepKindReader {

    @Override
    public String key() {
        return "verify";
    }

    @Override
    public List<String> furtherKeys() {
        return List.of("expect");
    }

    @Override
    public @Nullable Step read(Fields fields, String name) {
        String query = fields.text("verify");
        var expect = fields.scalar("expect");
        return query == null ? null : new Step.VerifyStep(name, query, expect == null ? null : expect.getValue());
    }
}
