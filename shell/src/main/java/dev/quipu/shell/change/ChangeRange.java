package dev.quipu.shell.change;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.ServiceName;

/** Changes of one service as they are typed: {@code orders/7} or {@code orders/7..12}. */
public record ChangeRange(ServiceName service, int first, int last) {

    /** @throws IllegalArgumentException if it is neither, or runs backwards */
    public static ChangeRange parse(String text) {
        int dots = text.indexOf("..");
        ChangeId first = ChangeId.parse(dots < 0 ? text : text.substring(0, dots));
        if (dots < 0) {
            return new ChangeRange(first.service(), first.number(), first.number());
        }
        String end = text.substring(dots + 2);
        ChangeId last = end.contains("/") ? ChangeId.parse(end) : ChangeId.parse(first.service() + "/" + end);
        if (!last.service().equals(first.service()) || last.number() < first.number()) {
            throw new IllegalArgumentException("range '%s': write it as service/first..last".formatted(text));
        }
        return new ChangeRange(first.service(), first.number(), last.number());
    }

    /** Whether {@code change} is in it. */
    boolean contains(ChangeId change) {
        return change.service().equals(service) && change.number() >= first && change.number() <= last;
    }

    @Override
    public String toString() {
        return first == last ? "%s/%d".formatted(service, first) : "%s/%d..%d".formatted(service, first, last);
    }
}
