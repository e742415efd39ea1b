package io.zmqspring.subscriber;

import java.time.Instant;

/**
 * A service whose heartbeats a subscriber has heard.
 *
 * @param service the name it gives itself
 * @param lastHeardAt when its last heartbeat came
 * @param silent whether that is longer ago than {@code expect-heartbeat-within}, while
 * the subscriber runs
 */
public record ZmqPeer(String service, Instant lastHeardAt, boolean silent) {

}
