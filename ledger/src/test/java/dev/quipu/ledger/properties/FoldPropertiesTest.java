package dev.quipu.ledger.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.codec.EntryCodec;
import dev.quipu.ledger.decide.CompleteRollout;
import dev.quipu.ledger.decide.Decision;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.spec.Decided;
import dev.quipu.ledger.spec.LedgerSpec;
import dev.quipu.ledger.state.Application;
import dev.quipu.ledger.state.Assignment;
import dev.quipu.ledger.state.Assignments;
import dev.quipu.ledger.state.Fold;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.Outcome;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.RolloutState;
import dev.quipu.ledger.state.StateHash;
import dev.quipu.schemas.Decoded;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldPropertiesTest {

    private static final int LOGS = 150;
    private static final int LENGTH = 150;

    @Test
    void whatADecisionSaysIsNeverStaleOrSenseless() {
        Set<Class<?>> events = new HashSet<>();
        for (long seed = 0; seed < LOGS; seed++) {
            RandomLog log = new RandomLog(seed);
            LedgerSpec spec = LedgerSpec.given();
            for (int i = 0; i < LENGTH; i++) {
                Decided<?> decided = spec.when(log.command(spec.state()));
                assertThat(decided.reason() instanceof Refusal.Stale || decided.reason() instanceof Refusal.Duplicate)
                        .as("seed %d, entry %d: %s", seed, i, decided.reason())
                        .isFalse();
                decided.events().forEach(event -> events.add(event.getClass()));
                spec = work(log, decided.after(), 3);
            }
        }
        assertThat(events).hasSizeGreaterThanOrEqualTo(11);
    }

    @Test
    void whatAnAssignmentAsksForIsAccepted() {
        Set<Class<?>> kinds = new HashSet<>();
        for (long seed = 0; seed < LOGS; seed++) {
            RandomLog log = new RandomLog(seed);
            LedgerSpec spec = LedgerSpec.given();
            for (int i = 0; i < LENGTH; i++) {
                spec = work(log, spec.when(log.command(spec.state())).after(), 4);
            }
            spec.state().targets().values().forEach(target -> target.applications()
                    .values()
                    .forEach(application -> kinds.add(application.getClass())));
        }
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        Application.Applied.class, Application.Failed.class, Application.RolledBack.class);
    }

    @Test
    void whenAgentsSucceedEveryRolloutEndsOrWaitsForAnotherOrAnOperator() {
        for (long seed = 0; seed < LOGS; seed++) {
            RandomLog log = new RandomLog(seed);
            LedgerSpec spec = LedgerSpec.given();
            for (int i = 0; i < LENGTH; i++) {
                spec = work(log, spec.when(log.command(spec.state())).after(), 2);
            }
            LedgerState end = finish(spec).state();
            end.rollouts().values().stream().filter(RolloutState::isRunning).forEach(rollout -> assertThat(
                            rollout.targets())
                    .as("%s", rollout)
                    .map(end.targets()::get)
                    .map(target -> Assignments.next(end, target))
                    .anyMatch(next -> next instanceof Assignment.Waiting || next instanceof Assignment.Paused));
        }
    }

    @Test
    void decisionsToCompleteAreAccepted() {
        for (long seed = 0; seed < LOGS; seed++) {
            RandomLog log = new RandomLog(seed);
            LedgerSpec spec = LedgerSpec.given();
            for (int i = 0; i < LENGTH; i++) {
                spec = work(log, spec.when(log.command(spec.state())).after(), 3);
                for (RolloutState rollout : spec.state().rollouts().values()) {
                    CompleteRollout complete = new CompleteRollout(rollout.id());
                    if (complete.decide(spec.state()) instanceof Decision.Events) {
                        assertThat(spec.when(complete).reason()).isNull();
                    }
                }
            }
        }
    }

    @Test
    void twoWritersThatDecideOnOldStatesConverge() {
        long voids = 0;
        for (long seed = 0; seed < LOGS; seed++) {
            List<Entry> log = RacingLog.of(seed);
            LedgerState one = fold(log);
            LedgerState two =
                    fold(log.stream().map(FoldPropertiesTest::throughBytes).toList());

            assertThat(StateHash.of(one)).as("seed %d", seed).isEqualTo(StateHash.of(two));
            assertThat(one).isEqualTo(two);
            voids += one.voids();
            assertThat(one.ids().size()).isLessThanOrEqualTo(log.size());
        }
        assertThat(voids).isGreaterThan(LOGS);
    }

    @Test
    void aFoldThatStopsAndGoesOnReachesTheSameState() {
        List<Entry> log = RacingLog.of(7);
        for (int place = 0; place <= log.size(); place += 13) {
            LedgerState half = fold(LedgerState.empty(), log.subList(0, place));

            assertThat(StateHash.of(fold(half, log.subList(place, log.size())))).isEqualTo(StateHash.of(fold(log)));
        }
    }

    private static LedgerSpec work(RandomLog log, LedgerSpec before, int reports) {
        LedgerSpec spec = before;
        for (int i = 0; i < reports; i++) {
            Optional<LedgerEvent> report = log.report(spec.state());
            if (report.isPresent()) {
                spec = spec.whenReported(report.get()).accepted();
            }
        }
        return spec;
    }

    private static LedgerSpec finish(LedgerSpec before) {
        LedgerSpec spec = before;
        long entries = -1;
        while (spec.state().entries() > entries) {
            entries = spec.state().entries();
            for (var target : spec.state().targets().keySet()) {
                LedgerState state = spec.state();
                var known = state.targets().get(target);
                Optional<LedgerEvent> report = known == null ? Optional.empty() : Agent.report(state, known, false);
                spec = report.isPresent() ? spec.and(report.get()) : spec;
            }
            for (var rollout : spec.state().rollouts().keySet()) {
                spec = spec.when(new CompleteRollout(rollout)).after();
            }
        }
        return spec;
    }

    private static LedgerState fold(List<Entry> entries) {
        return fold(LedgerState.empty(), entries);
    }

    private static LedgerState fold(LedgerState start, List<Entry> entries) {
        LedgerState state = start;
        for (Entry entry : entries) {
            var folded = Fold.fold(state, entry, Instant.ofEpochSecond(state.entries()));
            assertThat(folded.outcome()).isInstanceOfAny(Outcome.Accepted.class, Outcome.Voided.class);
            state = folded.state();
        }
        return state;
    }

    private static Entry throughBytes(Entry entry) {
        return ((Decoded.Value<Entry>) EntryCodec.decode(EntryCodec.encode(entry))).value();
    }
}
