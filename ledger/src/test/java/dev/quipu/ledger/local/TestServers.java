package dev.quipu.ledger.local;

/** The one switch between servers inside the test's process and servers in containers. */
public final class TestServers {

    private TestServers() {}

    /** Whether {@code -Dquipu.test.containers=true} or {@code QUIPU_TEST_CONTAINERS=true} asks for containers. */
    public static boolean inContainers() {
        String fallback = System.getenv().getOrDefault("QUIPU_TEST_CONTAINERS", "false");
        return Boolean.parseBoolean(System.getProperty("quipu.test.containers", fallback));
    }
}
