package io.zmqspring.role;

import java.util.List;

import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.socket.ZmqContext;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Makes roles without an application context.
 */
final class Roles {

	static final ZmqMessageConverter JSON = new JsonMessageConverter(JsonMapper.builder().build());

	private Roles() {
	}

	static ZmqPublisher publisher(ZmqContext context, String... address) {
		return new ZmqPublisher("events", PublisherSettings.of(address), context, JSON, (event) -> {
		});
	}

	static ZmqSubscriber subscriber(ZmqContext context, String address, String... topics) {
		return subscriber(context, address, (event) -> {
		}, topics);
	}

	static ZmqSubscriber subscriber(ZmqContext context, String address, ApplicationEventPublisher events,
			String... topics) {
		return new ZmqSubscriber("events", SubscriberSettings.of(address, topics), context, JSON,
				new LoggingErrorHandler(), events);
	}

	/**
	 * The address a started publisher can be reached at.
	 * @param publisher bound to one tcp address
	 * @return its address on the loopback interface
	 */
	static String addressOf(ZmqPublisher publisher) {
		return publisher.boundAddresses().get(0).replace("0.0.0.0", "127.0.0.1");
	}

	static ApplicationEventPublisher collecting(List<ZmqState> states) {
		return (event) -> {
			if (event instanceof ZmqStateChangedEvent changed) {
				states.add(changed.to());
			}
		};
	}

}
