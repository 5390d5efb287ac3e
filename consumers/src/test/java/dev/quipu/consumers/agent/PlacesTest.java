package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlacesTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final Places places = new Places(1);
    private final WakeUp wakeUp = new WakeUp();

    private Places.Place taken() throws InterruptedException {
        Places.Place place = places.take(wakeUp, LONG);
        assertThat(place.connected()).isTrue();
        return place;
    }

    /** Somebody else, who has begun to wait for a place. */
    private CompletableFuture<Places.Place> waiting(Places.Place until) {
        CompletableFuture<Places.Place> other = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                other.complete(places.take(new WakeUp(), LONG));
            } catch (InterruptedException e) {
                other.completeExceptionally(e);
            }
        });
        await().until(() -> until.isWanted() || other.isDone());
        return other;
    }

    @Test
    void areAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Places(0));
    }

    @Test
    void areGivenToTheNextWhenGivenBack() throws Exception {
        Places.Place first = taken();
        CompletableFuture<Places.Place> next = waiting(first);
        assertThat(next).isNotDone();

        first.close();
        first.close();

        assertThat(next.get()).isNotNull();
        assertThat(places.taken()).isEqualTo(1);
    }

    @Test
    void areKeptWhileNobodyElseWaits() throws InterruptedException {
        Places.Place place = taken();

        assertThat(place.rest()).isTrue();
        assertThat(place.resume()).isTrue();
        assertThat(place.isWanted()).isFalse();
    }

    @Test
    void areCalledBackFromWhoHasNothingToDo() throws Exception {
        Places.Place place = taken();
        assertThat(place.rest()).isTrue();
        CompletableFuture<Places.Place> next = waiting(place);

        wakeUp.await(LONG);

        assertThat(place.resume()).isFalse();
        place.close();
        assertThat(next.get()).isNotNull();
    }

    @Test
    void areNotKeptByWhoBecomesIdleWhileOthersWait() throws Exception {
        Places.Place place = taken();
        CompletableFuture<Places.Place> next = waiting(place);

        assertThat(place.rest()).isFalse();

        place.close();
        assertThat(next.get()).isNotNull();
    }

    @Test
    void areGivenToOthersWhileSomebodyConnectsForLong() throws InterruptedException, ExecutionException {
        Places.Place slow = places.take(wakeUp, Duration.ZERO);
        Places.Place next = waiting(slow).get();

        assertThat(slow.connected()).isFalse();
        slow.close();
        assertThat(next.connected()).isTrue();
        assertThat(places.taken()).isEqualTo(1);
    }

    @Test
    void areThereAgainForWhoIsConnectedAtLast() throws InterruptedException, ExecutionException {
        Places.Place slow = places.take(wakeUp, Duration.ZERO);
        waiting(slow).get().close();

        assertThat(slow.connected()).isTrue();
        assertThat(places.taken()).isEqualTo(1);
        slow.close();
        assertThat(places.taken()).isZero();
    }

    @Test
    void areNeverMoreThanAllowed() throws InterruptedException {
        Places three = new Places(3);
        List<Integer> seen = new CopyOnWriteArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(Collections.nCopies(100, () -> seen.add(takenDuring(three))));
        }
        assertThat(seen).hasSize(100).allMatch(taken -> taken <= 3);
        assertThat(three.taken()).isZero();
    }

    private static int takenDuring(Places places) throws InterruptedException {
        try (Places.Place place = places.take(new WakeUp(), LONG)) {
            return place.connected() ? places.taken() : Integer.MAX_VALUE;
        }
    }
}
