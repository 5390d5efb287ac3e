package dev.quipu.shell.node;

import dev.quipu.shell.config.ConfigException;
import java.util.regex.Pattern;

/** The rules for JDBC URLs that users give: they get printed and logged, so they hold no secrets. */
final class JdbcUrls {

    private static final Pattern PASSWORD_PARAMETER =
            Pattern.compile("[?&;:(,]\\s*\\w*(password|passwd|pwd|passphrase)\\w*\\s*=", Pattern.CASE_INSENSITIVE);

    private static final Pattern USER_INFO = Pattern.compile("//[^/?#@]*:[^/?#]*@");

    /** Oracle's {@code jdbc:oracle:thin:user/password@…}. */
    private static final Pattern ORACLE_USER_INFO = Pattern.compile("^jdbc:oracle:\\w+:[^@/]+/[^@]*@");

    private JdbcUrls() {}

    /** @throws ConfigException if the URL is none or carries a password; the message doesn't repeat it */
    static void requireWithoutPassword(String url) {
        if (!url.startsWith("jdbc:")) {
            throw new ConfigException("A JDBC URL starts with jdbc:, as in jdbc:postgresql://host:5432/database.");
        }
        if (PASSWORD_PARAMETER.matcher(url).find()
                || USER_INFO.matcher(url).find()
                || ORACLE_USER_INFO.matcher(url).find()) {
            throw new ConfigException(
                    "The JDBC URL carries a password, and URLs end up in logs. Take it out and use --password-env or"
                            + " --password-file.");
        }
    }
}
