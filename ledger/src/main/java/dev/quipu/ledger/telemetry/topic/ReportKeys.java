package dev.quipu.ledger.telemetry.topic;

import dev.quipu.ledger.event.TargetId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keys of records: the target, so that its reports keep their order. */
final class ReportKeys {

    private ReportKeys() {}

    static byte[] of(TargetId target) {
        return target.toString().getBytes(StandardCharsets.UTF_8);
    }

    static boolean matches(TargetId target, byte[] key) {
        return Arrays.equals(of(target), key);
    }
}
