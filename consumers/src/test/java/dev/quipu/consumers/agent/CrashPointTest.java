package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An agent's process ends at a crash point; nothing is done twice and nothing is lost. */
class CrashPointTest {

    private Shop shop;
    private CrashStory story;

    @BeforeEach
    void begin() {
        shop = new Shop();
        story = new CrashStory(shop);
    }

    @AfterEach
    void end() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    void mayBeWhereAProcessEnds(CrashPoint point) throws InterruptedException {
        try (Child child = Child.startDying(shop, point, 1)) {
            while (child.isAlive() && story.goOn()) {
                assertThat(child).isNotNull();
            }
            assertThat(child.isAlive()).as("the story passes %s", point).isFalse();
            assertThat(child.exitCode()).isEqualTo(ChildAgent.EXIT_CODE);
        }
        try (QuipuAgent agent = shop.agent()) {
            finish();
            assertThat(agent.targets()).isNotEmpty();
            check();
        }
    }

    /** The first process ends at the first passing, the second at the second, and so on, until one sees the end. */
    @ParameterizedTest
    @EnumSource
    @Tag("faults")
    void mayBeWhereManyProcessesEnd(CrashPoint point) throws InterruptedException {
        int passing = 0;
        boolean goesOn = true;
        while (goesOn) {
            try (Child child = Child.startDying(shop, point, ++passing)) {
                while (goesOn && child.isAlive()) {
                    goesOn = story.goOn();
                }
            }
        }
        try (QuipuAgent agent = shop.agent()) {
            assertThat(agent.targets()).isNotEmpty();
            check();
        }
    }

    private void finish() throws InterruptedException {
        while (story.goOn()) {
            assertThat(story).isNotNull();
        }
    }

    private void check() {
        Aftermath.check(shop);
        assertThat(shop.query("SELECT count(*) FROM items WHERE n = 1")).isEqualTo("250");
        assertThat(shop.query("SELECT string_agg(what, ', ' ORDER BY what) FROM counts"))
                .isEqualTo("1.1, 1.3 a, 1.3 b, 2.1, 2.2, 3.1, 3.1 back");
        assertThat(shop.query("SELECT concat_ws(' ', to_regclass('counts_what'), to_regclass('counts_again'))"))
                .isEqualTo("counts_what");
    }
}
