package io.zmqspring;

import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.role.PublisherSettings;
import io.zmqspring.role.ZmqPublisher;
import io.zmqspring.socket.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JeroMQ consumes interrupts; whoever publishes must not notice.
 */
class InterruptedSenderTests {

	private static final int MESSAGES = 1000;

	@Test
	void threadStaysInterruptedThroughEveryPublish() {
		int kept = 0;
		try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS)) {
			ZmqPublisher publisher = new ZmqPublisher("out", PublisherSettings.of("tcp://127.0.0.1:0"), context,
					new JsonMessageConverter(JsonMapper.builder().build()), (event) -> {
					});
			publisher.start();
			for (int i = 0; i < MESSAGES; i++) {
				Thread.currentThread().interrupt();
				publisher.publish("text", "topic");
				kept += Thread.interrupted() ? 1 : 0;
			}
			publisher.stop();
			assertThat(publisher.stats().sent()).isEqualTo(MESSAGES);
		}
		assertThat(kept).isEqualTo(MESSAGES);
	}

}
