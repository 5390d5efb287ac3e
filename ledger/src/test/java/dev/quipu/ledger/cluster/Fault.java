package dev.quipu.ledger.cluster;

import java.util.ArrayList;
import java.util.List;

/** Something that happens to a cluster, and that must not change what a ledger promises. */
enum Fault {
    LEADER_KILLED {
        @Override
        void around(TestCluster cluster, String topic, Runnable meanwhile) {
            without(cluster, topic, List.of(cluster.leader(topic)), meanwhile);
        }
    },

    FOLLOWER_OUT {
        @Override
        void around(TestCluster cluster, String topic, Runnable meanwhile) {
            without(cluster, topic, List.of(cluster.followers(topic).getFirst()), meanwhile);
        }
    },

    CONTROLLER_KILLED {
        @Override
        void around(TestCluster cluster, String topic, Runnable meanwhile) {
            int controller = cluster.activeController();
            cluster.killController(controller);
            meanwhile.run();
            cluster.startController(controller);
        }
    },

    /** Nothing can be acknowledged until one is back. */
    BOTH_FOLLOWERS_OUT {
        @Override
        void around(TestCluster cluster, String topic, Runnable meanwhile) {
            without(cluster, topic, cluster.followers(topic), meanwhile);
        }
    },

    /** For longer than anybody waits. */
    ALL_BROKERS_OUT {
        @Override
        void around(TestCluster cluster, String topic, Runnable meanwhile) {
            List<Integer> all = new ArrayList<>(cluster.followers(topic));
            all.add(cluster.leader(topic));
            without(cluster, topic, all, meanwhile);
        }
    };

    /** Lets it happen, runs {@code meanwhile}, and mends it. */
    abstract void around(TestCluster cluster, String topic, Runnable meanwhile);

    private static void without(TestCluster cluster, String topic, List<Integer> brokers, Runnable meanwhile) {
        brokers.forEach(cluster::killBroker);
        meanwhile.run();
        brokers.forEach(cluster::startBroker);
        cluster.awaitInSync(topic, TestCluster.BROKERS);
    }
}
