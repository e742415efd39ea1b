package io.zmqspring.scenario.hostile;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/**
 * Much of the same.
 */
final class Floods {

	private Floods() {
	}

	/**
	 * Subscriptions to distinct topics.
	 * @param count how many
	 * @param random draws the topics
	 * @return their frames
	 */
	static byte[] subscriptions(int count, Random random) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (int i = 0; i < count; i++) {
			all.writeBytes(
					Zmtp.frame(0, Zmtp.join(new byte[] { 1 }, Zmtp.number(random.nextLong(), 8), Zmtp.number(i, 4))));
		}
		return all.toByteArray();
	}

}
