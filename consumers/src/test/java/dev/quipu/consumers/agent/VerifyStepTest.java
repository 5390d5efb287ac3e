package dev.quipu.consumers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.state.Application;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyStepTest {

    private Shop shop;
    private QuipuAgent agent;

    @BeforeEach
    void start() {
        shop = new Shop();
        agent = shop.agent();
    }

    @AfterEach
    void stop() {
        agent.close();
        shop.close();
    }

    @Test
    void passesOnTheExpectedAnswer() {
        shop.approved(
                1,
                null,
                Shop.verify("number", "SELECT 42", "42"),
                Shop.verify("text", "SELECT 'a''b'", "a'b"),
                Shop.verify("truth", "SELECT 1 = 1", "true"),
                Shop.verify("none", "SELECT 1 WHERE false", null));

        shop.applied(1, 1);

        assertThat(shop.history()).isEqualTo("1.1 FORWARD, 1.2 FORWARD, 1.3 FORWARD, 1.4 FORWARD");
    }

    @Test
    void tellsANumberThatIsWrong() {
        Application.Failed failed = fails(Shop.verify("count", "SELECT 41", "42"));

        assertThat(failed.code()).isEqualTo("verify");
        assertThat(failed.message()).isEqualTo("step 'count' expects 42 and found 41");
    }

    @Test
    void keepsAnyOtherAnswerToItself() {
        assertThat(fails(Shop.verify("name", "SELECT 'Eve'", "Alice")).message())
                .doesNotContain("Eve");
    }

    @Test
    void failsOnNoRowAndOnTooMany() {
        assertThat(fails(Shop.verify("none", "SELECT 1 WHERE false", "1")).code())
                .isEqualTo("verify");
        assertThat(fails(Shop.verify("two", "VALUES (1), (2)", "1")).code()).isEqualTo("verify");
        assertThat(fails(Shop.verify("wide", "SELECT 1, 2", "1")).code()).isEqualTo("verify");
        assertThat(fails(Shop.verify("null", "SELECT null", "null")).code()).isEqualTo("verify");
    }

    @Test
    void countsRowsWhereNoneAreExpected() {
        Application.Failed failed = fails(Shop.verify("orphans", "SELECT 'Eve' FROM generate_series(1, 3)", null));

        assertThat(failed.message()).isEqualTo("step 'orphans' expects no rows and found 3");
    }

    @Test
    void tellsTheLineOfAnError() {
        assertThat(fails(Shop.verify("broken", "SELECT 1\nFROM nowhere", "1")).message())
                .isEqualTo("relation \"nowhere\" does not exist (line 2)");
    }

    private int last;

    @Test
    void failsOnMoreRowsThanAnybodyCouldKeep() {
        Application.Failed failed =
                fails(Shop.verify("orphans", "SELECT i FROM generate_series(1, 50000000) AS i", null));

        assertThat(failed.message()).isEqualTo("step 'orphans' expects no rows and found 100 or more");
    }

    private Application.Failed fails(Step step) {
        if (last > 0) {
            shop.close();
            agent.close();
            start();
        }
        last++;
        shop.approved(1, null, step);
        return shop.failed(1, 1);
    }
}
