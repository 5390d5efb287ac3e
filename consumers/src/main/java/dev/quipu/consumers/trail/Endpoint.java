package dev.quipu.consumers.trail;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Addresses of this machine, to which nothing needs to be encrypted. */
final class Endpoint {

    private Endpoint() {}

    /** Whether nothing on the way can read along. */
    static boolean isPrivate(URI uri) {
        return "https".equals(uri.getScheme()) || isLoopback(uri.getHost());
    }

    /** Whether a host is this machine, by its loopback addresses. */
    static boolean isLoopback(String host) {
        try {
            return host.equals("localhost")
                    || (host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")
                            && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
