package dev.quipu.ledger.cluster;

import static org.awaitility.Awaitility.await;

import dev.quipu.ledger.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.common.MetadataVersion;

/** A broker whose clients log in, and which goes by access control lists. */
final class SecuredBroker implements AutoCloseable {

    private static final String TOPIC = "ledger";
    private static final String ADMINISTRATOR = "administrator";
    private static final String ADMINISTRATOR_PASSWORD = "administrator-secret";
    private static final String USER = "user";
    private static final String PASSWORD = "secret";
    private static final int ITERATIONS = 4096;

    private final KafkaClusterTestKit kit;
    private final Admin admin;

    SecuredBroker() throws Exception {
        kit = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setNumBrokerNodes(1)
                        .setNumControllerNodes(1)
                        .setBootstrapMetadataVersion(MetadataVersion.latestProduction())
                        .setBrokerSecurityProtocol(SecurityProtocol.SASL_PLAINTEXT)
                        .build())
                .setConfigProp("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256")
                .setConfigProp("sasl.mechanism.inter.broker.protocol", "PLAIN")
                .setConfigProp(
                        "listener.name.external.plain.sasl.jaas.config",
                        PlainLoginModule.class.getName()
                                + " required username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";"
                                        .formatted(ADMINISTRATOR, ADMINISTRATOR_PASSWORD))
                .setConfigProp(
                        "listener.name.external.scram-sha-256.sasl.jaas.config",
                        ScramLoginModule.class.getName() + " required;")
                .setConfigProp("authorizer.class.name", StandardAuthorizer.class.getName())
                .setConfigProp("super.users", "User:ANONYMOUS;User:" + ADMINISTRATOR)
                .setConfigProp("message.max.bytes", "5242880")
                .build();
        kit.format();
        kit.startup();
        kit.waitForReadyBrokers();
        admin = Admin.create(Map.copyOf(administrator().clients()));
        restorePassword();
    }

    /** The ledger as the administrator reaches it, who may do everything. */
    KafkaSettings administrator() {
        return settings("PLAIN", PlainLoginModule.class, ADMINISTRATOR, ADMINISTRATOR_PASSWORD);
    }

    /** The ledger as a user reaches it, who may do what was granted, and knows the first password. */
    KafkaSettings user() {
        return settings("SCRAM-SHA-256", ScramLoginModule.class, USER, PASSWORD);
    }

    private KafkaSettings settings(String mechanism, Class<?> module, String user, String password) {
        return new KafkaSettings(
                TOPIC,
                Map.of(
                        "bootstrap.servers",
                        kit.bootstrapServers(),
                        "delivery.timeout.ms",
                        "5000",
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        mechanism,
                        "sasl.jaas.config",
                        "%s required username=\"%s\" password=\"%s\";".formatted(module.getName(), user, password)));
    }

    /** Gives the user another password, so that the one in {@link #user} is wrong. */
    void changePassword() throws ExecutionException, InterruptedException {
        setPassword("another");
        await().until(() -> !canLogIn());
    }

    /** Gives the user the password that is in {@link #user}. */
    void restorePassword() throws ExecutionException, InterruptedException {
        setPassword(PASSWORD);
        await().until(this::canLogIn);
    }

    private void setPassword(String password) throws ExecutionException, InterruptedException {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, ITERATIONS), password)))
                .all()
                .get();
    }

    private boolean canLogIn() throws ExecutionException, InterruptedException {
        try (Admin user = Admin.create(Map.copyOf(user().clients()))) {
            return !user.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthenticationException) {
                return false;
            }
            throw e;
        }
    }

    /** Lets the user do this with the topic, which exists. */
    void grant(AclOperation... operations) throws ExecutionException, InterruptedException {
        admin.createAcls(Stream.of(operations).map(SecuredBroker::binding).toList())
                .all()
                .get();
        try (Admin user = Admin.create(Map.copyOf(user().clients()))) {
            await().ignoreExceptions().until(() -> allowed(user).containsAll(List.of(operations)));
        }
    }

    private static Set<AclOperation> allowed(Admin user) throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(user.describeTopics(
                                List.of(TOPIC), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                        .allTopicNames()
                        .get()
                        .get(TOPIC))
                .authorizedOperations();
    }

    private static AclBinding binding(AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL),
                new AccessControlEntry("User:" + USER, "*", operation, AclPermissionType.ALLOW));
    }

    @Override
    public void close() {
        admin.close();
        try {
            kit.close();
        } catch (Exception e) {
            throw new IllegalStateException("the broker doesn't stop", e);
        }
    }
}
