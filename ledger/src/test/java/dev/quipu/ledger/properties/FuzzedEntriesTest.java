package dev.quipu.ledger.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.RolloutEvent.RolloutCompleted;
import dev.quipu.ledger.event.RolloutEvent.RolloutStarted;
import dev.quipu.ledger.event.RolloutId;
import dev.quipu.ledger.event.RolloutOutcome;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.event.TargetId;
import dev.quipu.ledger.event.Wave;
import dev.quipu.ledger.spec.Events;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.spec.Proposal;
import dev.quipu.ledger.spec.Reports;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.schemas.Decoded;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FuzzedEntriesTest {

    private static final int[] NUMBERS = {1, 2, 3, 4, Integer.MAX_VALUE - 1, Integer.MAX_VALUE};

    private final Random random = new Random(11);

    @Test
    void theFoldTakesAnyEntry() {
        LedgerSpec spec = LedgerSpec.given();
        for (int i = 0; i < 60_000; i++) {
            Entry entry = spec.next(event(spec.state()), random.nextInt(9) == 0 ? random.nextLong() : null);
            spec = spec.whenAppended(entry).after();
            if (i % 100 == 0) {
                LedgerState state = spec.state();
                state.targets().values().forEach(target -> Assignments.next(state, target));
            }
            spec = i % 2_000 == 0 ? LedgerSpec.given() : spec;
        }
    }

    @Test
    void theFoldTakesWhateverMutatedBytesDecodeTo() {
        LedgerSpec spec = LedgerSpec.given();
        int decoded = 0;
        for (int i = 0; i < 40_000; i++) {
            byte[] bytes = EntryCodec.encode(spec.next(event(spec.state()), null));
            bytes[10 + random.nextInt(bytes.length - 10)] = (byte) random.nextInt();
            if (EntryCodec.decode(bytes) instanceof Decoded.Value<Entry>(Entry entry)) {
                decoded++;
                spec = new LedgerSpec(
                        Fold.fold(spec.state(), entry, Instant.EPOCH).state());
            }
        }
        assertThat(decoded).isPositive();
    }

    private LedgerEvent event(LedgerState state) {
        Reports reports = new Reports(
                target(),
                change(),
                order(state),
                Proposal.of(change().toString()).event().content().digest(),
                random.nextBoolean() ? Direction.FORWARD : Direction.BACK);
        return switch (random.nextInt(17)) {
            case 0 -> Events.service(service().value());
            case 1 -> Events.target(target().toString());
            case 2, 3 ->
                Proposal.of(change().toString())
                        .steps(random.nextInt(4))
                        .requires(random.nextBoolean() ? new String[] {} : new String[] {change().toString()})
                        .event();
            case 4, 5 -> Events.approval(Proposal.of(change().toString()).event());
            case 6 ->
                random.nextInt(5) == 0 ? Events.rejected(change().toString()) : Events.withdrawn(change().toString());
            case 7 ->
                random.nextInt(9) == 0 ? Events.retired(target()) : Events.rollback(target(), change().toString());
            case 8, 9 ->
                new RolloutStarted(
                        rollout(state),
                        Stream.generate(this::change).limit(random.nextInt(3)).toList(),
                        List.of(new Wave(
                                "",
                                Stream.generate(this::target)
                                        .limit(random.nextInt(3))
                                        .toList())));
            case 10 ->
                new RolloutCompleted(
                        rollout(state), random.nextBoolean() ? RolloutOutcome.SUCCEEDED : RolloutOutcome.FAILED);
            case 11 -> reports.started(step(), step());
            case 12 -> reports.completed(step(), step());
            case 13 -> reports.failed(step(), step());
            case 14 -> reports.applied();
            case 15 -> reports.gaveUp(step());
            default -> reports.rolledBack();
        };
    }

    private int step() {
        return random.nextInt(10) == 0 ? random.nextInt() : random.nextInt(4);
    }

    private ServiceName service() {
        return new ServiceName(random.nextBoolean() ? "a" : "b");
    }

    private ChangeId change() {
        return new ChangeId(service(), NUMBERS[random.nextInt(NUMBERS.length)]);
    }

    private TargetId target() {
        return new TargetId(service(), random.nextBoolean() ? "x" : "y");
    }

    private RolloutId rollout(LedgerState state) {
        ServiceName service = service();
        var known = state.service(service);
        return new RolloutId(
                service,
                random.nextInt(3) > 0 && known != null
                        ? known.rollouts() + 1
                        : NUMBERS[random.nextInt(NUMBERS.length)]);
    }

    private UUID order(LedgerState state) {
        var running = state.running(service());
        return running == null
                ? LedgerSpec.id(random.nextInt(50))
                : running.started().id();
    }
}
