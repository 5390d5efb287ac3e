package dev.quipu.ledger.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.ChangeId;
import org.junit.jupiter.api.Test;

class ChangeTemplateTest {

    @Test
    void isAChangeAsItStands() {
        ChangeFile file = ChangeFiles.valid(
                ChangeTemplate.render(ChangeId.parse("orders/7"), "add-currency", "Why: \"prices\" need it"));

        assertThat(file.id()).isEqualTo(ChangeId.parse("orders/7"));
        assertThat(file.intent()).isEqualTo("Why: \"prices\" need it");
        assertThat(file.isReversible()).isTrue();
    }

    @Test
    void isStillAChangeWithEveryRemarkTakenIn() {
        String yaml = ChangeTemplate.render(ChangeId.parse("orders/7"), "add-currency", "Prices need it")
                .replaceAll("(?m)^( *)# (ticket|requires|transaction|- verify|  expect)", "$1$2");

        assertThat(ChangeFiles.valid(yaml).steps()).hasSize(2);
    }
}
