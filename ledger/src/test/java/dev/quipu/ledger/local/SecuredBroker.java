package dev.quipu.ledger.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that lets in who logs in with SCRAM over TLS, or has a certificate, and allows what its ACLs say. Its third
 * listener is open to the test, which may do everything.
 */
public final class SecuredBroker implements AutoCloseable {

    /** A user with a certificate, and no password. */
    public static final String CERTIFIED = "auditor";

    private final EmbeddedBroker broker;
    private final Certificates certificates;
    private final int saslPort;
    private final int tlsPort;

    private SecuredBroker(EmbeddedBroker broker, Certificates certificates, int saslPort, int tlsPort) {
        this.broker = broker;
        this.certificates = certificates;
        this.saslPort = saslPort;
        this.tlsPort = tlsPort;
    }

    /** Starts one with its data and certificates in {@code folder}. */
    public static SecuredBroker start(Path folder) throws Exception {
        Certificates certificates = new Certificates(Files.createDirectories(folder.resolve("certificates")));
        int saslPort = EmbeddedBroker.reserve(0);
        int tlsPort = EmbeddedBroker.reserve(0);
        Map<String, String> more = new TreeMap<>(tls(certificates));
        more.put("listeners", "SASL_SSL://127.0.0.1:%d,SSL://127.0.0.1:%d".formatted(saslPort, tlsPort));
        more.put(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL,SSL:SSL");
        more.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        more.put(
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        more.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        more.put("super.users", "User:ANONYMOUS");
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0, more);
        return new SecuredBroker(broker, certificates, saslPort, tlsPort);
    }

    private static Map<String, String> tls(Certificates certificates) throws Exception {
        certificates.keystore(CERTIFIED);
        return Map.of(
                "ssl.keystore.location",
                certificates.keystore("broker").toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.password",
                Certificates.PASSWORD,
                "ssl.truststore.location",
                certificates.truststore(CERTIFIED).toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                Certificates.PASSWORD,
                "listener.name.ssl.ssl.client.auth",
                "required",
                "ssl.principal.mapping.rules",
                "RULE:^CN=([^,]+).*$/$1/");
    }

    /** Where the test connects, which may do everything. */
    public String open() {
        return broker.bootstrapServers();
    }

    /** Where users connect who log in. */
    public String sasl() {
        return "127.0.0.1:" + saslPort;
    }

    /** Where users connect who have a certificate. */
    public String tls() {
        return "127.0.0.1:" + tlsPort;
    }

    /** The broker's certificate, in PEM. */
    public String certificate() throws Exception {
        return certificates.certificate("broker");
    }

    /** The certificate of {@link #CERTIFIED}, in PEM. */
    public String usersCertificate() throws Exception {
        return certificates.certificate(CERTIFIED);
    }

    /** The key of {@link #CERTIFIED}, in PEM. */
    public String usersKey() throws Exception {
        return certificates.key(CERTIFIED);
    }

    /** Gives a user a password, or another one. */
    public void user(String name, String password) throws Exception {
        ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        try (Admin admin = admin()) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, scram, password)))
                    .all()
                    .get();
        }
    }

    /** Allows a user something with a topic. */
    public void allow(String user, String topic, AclOperation... operations) throws Exception {
        try (Admin admin = admin()) {
            admin.createAcls(Arrays.stream(operations)
                            .map(operation -> acl(user, topic, operation))
                            .toList())
                    .all()
                    .get();
        }
    }

    /** Takes that back. */
    public void forbid(String user, String topic, AclOperation operation) throws Exception {
        AclBindingFilter filter = acl(user, topic, operation).toFilter();
        try (Admin admin = admin()) {
            admin.deleteAcls(List.of(filter)).all().get();
        }
    }

    private static AclBinding acl(String user, String topic, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    private Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", open()));
    }

    @Override
    public void close() {
        broker.close();
    }
}
