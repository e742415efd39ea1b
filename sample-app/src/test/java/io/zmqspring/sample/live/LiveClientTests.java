package io.zmqspring.sample.live;

import java.util.ArrayDeque;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a browser is sent.
 */
class LiveClientTests {

	@Test
	void slowClientMissesSnapshotsInsteadOfQueueingThem() {
		Queue<Runnable> sends = new ArrayDeque<>();
		LiveClient client = new LiveClient();
		client.offer("1", sends::add);
		client.offer("2", sends::add);
		assertThat(sends).hasSize(1);
		sends.remove().run();
		client.offer("3", sends::add);
		assertThat(sends).hasSize(1);
	}

}
