package io.zmqspring.scenario;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zmqspring.ZmqTemplate;
import io.zmqspring.autoconfigure.ZmqAutoConfiguration;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqHeaders;
import io.zmqspring.publisher.ZmqPublisher;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The whole path within one process: settings, publisher, wire, subscriber, listener.
 */
class PublishAndListenTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, ZmqAutoConfiguration.class))
		.withUserConfiguration(Listening.class);

	@Test
	void recordTravelsFromTemplateToListenerOverInproc() {
		this.runner
			.withPropertyValues("zmq.publishers.events.address=inproc://events",
					"zmq.subscribers.events.address=inproc://events")
			.run((context) -> {
				ZmqPublisher publisher = context.getBean("eventsPublisher", ZmqPublisher.class);
				await().until(() -> publisher.hasSubscriber("order"));
				assertThat(context.getBean(ZmqTemplate.class).publish(new Order(7, "tea"), "order")).isTrue();
				List<String> seen = context.getBean(Listening.class).seen;
				await().untilAsserted(() -> assertThat(seen).containsExactly("order: Order[id=7, what=tea]"));
			});
	}

	record Order(int id, String what) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@ZmqListener("order")
		void on(Order order, @Header(ZmqHeaders.TOPIC) String topic) {
			this.seen.add(topic + ": " + order);
		}

		@Bean
		String anything() {
			return "anything";
		}

	}

}
