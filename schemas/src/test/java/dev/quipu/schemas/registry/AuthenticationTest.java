package dev.quipu.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quipu.schemas.EntrySchemas;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

    /** {@code ann:geheim} and {@code t0ken}. */
    private static final String BASIC = "Basic YW5uOmdlaGVpbQ==";

    private static final String BEARER = "Bearer t0ken";

    private final AtomicReference<String> wanted = new AtomicReference<>(BASIC);
    private final FrontServer front = FrontServer.of(null, exchange -> {
        boolean known =
                Objects.equals(wanted.get(), exchange.getRequestHeaders().getFirst("Authorization"));
        FrontServer.reply(exchange, known ? 200 : 401, known ? "{\"id\": 5}" : "{\"error_code\": 401}");
    });

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void sendsUserAndPassword() {
        assertThat(register(new Authentication.Basic("ann", () -> "geheim"))).isEqualTo(5);
    }

    @Test
    void sendsAToken() {
        wanted.set(BEARER);

        assertThat(register(new Authentication.Bearer(() -> "t0ken"))).isEqualTo(5);
    }

    @Test
    void readsASecretAnewForEachRequest() {
        AtomicReference<String> password = new AtomicReference<>("old");
        Authentication ann = new Authentication.Basic("ann", password::get);
        try (SchemaRegistry registry = new SchemaRegistry(settings().with(ann))) {
            assertThatThrownBy(() -> registry.register("t-value", EntrySchemas.current()))
                    .isInstanceOf(RegistryException.Unauthorised.class);
            password.set("geheim");
            assertThat(registry.register("t-value", EntrySchemas.current())).isEqualTo(5);
        }
    }

    @Test
    void saysThatCredentialsAreWrongWithoutSayingThem() {
        assertThatThrownBy(() -> register(new Authentication.Basic("ann", () -> "falsch")))
                .isInstanceOfSatisfying(RegistryException.Unauthorised.class, e -> assertThat(e.nextStep())
                        .contains("registry.user"))
                .hasMessage("the schema registry at %s refuses the credentials (401)".formatted(front.url()));
        assertThatThrownBy(() -> register(new Authentication.None()))
                .isInstanceOf(RegistryException.Unauthorised.class);
    }

    @Test
    void saysThatASecretCannotBeReadOrSent() {
        assertThatThrownBy(() -> register(new Authentication.Bearer(() -> {
                    throw new IllegalStateException("no file token");
                })))
                .isInstanceOf(RegistryException.Unauthorised.class)
                .hasMessageEndingWith("can't be read: no file token");
        assertThatThrownBy(() -> register(new Authentication.Bearer(() -> "two\nlines")))
                .isInstanceOf(RegistryException.Unauthorised.class)
                .hasMessageNotContaining("two");
    }

    @Test
    void keepsSecretsToItself() {
        RegistrySettings basic = settings().with(new Authentication.Basic("ann", () -> "geheim"));
        RegistrySettings bearer = settings().with(new Authentication.Bearer(() -> "geheim"));

        assertThat(basic.toString() + bearer).contains("ann").doesNotContain("geheim");
    }

    @Test
    void takesNoCredentialsInAnAddress() {
        assertThatThrownBy(() -> RegistrySettings.of("http://ann:geheim@registry:8081"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("registry.password-file")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> RegistrySettings.of("http://ann:ge heim@registry:8081"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("heim");
    }

    @Test
    void takesNothingThatIsNoAddress() {
        for (String url : new String[] {"", "registry:8081", "ftp://registry", "http:///path", "http://registry?x=1"}) {
            assertThatThrownBy(() -> RegistrySettings.of(url))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("http://");
        }
        assertThat(RegistrySettings.of("http://a:1/ , https://b/x/").urls())
                .extracting(Object::toString)
                .containsExactly("http://a:1", "https://b/x");
    }

    private int register(Authentication authentication) {
        try (SchemaRegistry registry = new SchemaRegistry(settings().with(authentication))) {
            return registry.register("t-value", EntrySchemas.current());
        }
    }

    private RegistrySettings settings() {
        return RegistrySettings.of(front.url().toString());
    }
}
