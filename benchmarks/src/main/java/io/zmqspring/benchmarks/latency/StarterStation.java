package io.zmqspring.benchmarks.latency;

import java.util.Map;
import java.util.function.Consumer;

import io.zmqspring.benchmarks.StarterApplication;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A Boot application with the starter: a publisher and an annotated listener, metrics on.
 */
final class StarterStation implements Station {

	private final ConfigurableApplicationContext application;

	private final ZmqPublisher publisher;

	StarterStation(String out, String in, boolean timing, Consumer<byte[]> hearer) {
		this.application = StarterApplication.start(Map.of("zmq.publishers.out.address", out,
				"zmq.publishers.out.overflow", "block", "zmq.publishers.out.send-timeout", "10s",
				"zmq.subscribers.in.address", in, "zmq.listener.timing", String.valueOf(timing)), Listener.class);
		this.application.getBean(Listener.class).hearer = hearer;
		this.publisher = this.application.getBean(ZmqPublisher.class);
	}

	@Override
	public void send(byte[] payload) {
		this.publisher.publish(payload, TOPIC);
	}

	@Override
	public void close() {
		this.application.close();
	}

	/**
	 * Hands on what it hears.
	 */
	static class Listener {

		private volatile Consumer<byte[]> hearer = (payload) -> {
		};

		@ZmqListener(TOPIC)
		void receive(byte[] payload) {
			this.hearer.accept(payload);
		}

	}

}
