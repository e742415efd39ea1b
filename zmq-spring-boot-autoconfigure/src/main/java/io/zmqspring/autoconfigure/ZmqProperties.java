package io.zmqspring.autoconfigure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.zmqspring.role.PublisherSettings;
import io.zmqspring.role.SubscriberSettings;
import io.zmqspring.socket.ContextSettings;
import io.zmqspring.socket.Endpoint;
import io.zmqspring.socket.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All settings, bound from {@code zmq}. Immutable. An unknown key stops the start.
 *
 * @param enabled Whether ZeroMQ is configured at all.
 * @param context Settings of the one ZeroMQ context.
 * @param publishers Publishers by name, a bean each.
 * @param subscribers Subscribers by name, a bean each.
 */
@ConfigurationProperties(prefix = "zmq", ignoreUnknownFields = false)
public record ZmqProperties(@DefaultValue("true") boolean enabled, @DefaultValue ContextSettings context,
		@DefaultValue Map<String, PublisherSettings> publishers,
		@DefaultValue Map<String, SubscriberSettings> subscribers) {

	public ZmqProperties {
		EntryNames.check("publishers", publishers.keySet());
		EntryNames.check("subscribers", subscribers.keySet());
		publishers = Collections.unmodifiableMap(new TreeMap<>(publishers));
		subscribers = Collections.unmodifiableMap(new TreeMap<>(subscribers));
		checkPorts(publishers, subscribers);
	}

	private static void checkPorts(Map<String, PublisherSettings> publishers,
			Map<String, SubscriberSettings> subscribers) {
		List<BoundEndpoint> bound = new ArrayList<>();
		publishers.forEach((name, settings) -> {
			if (settings.bind()) {
				settings.endpoints().forEach((endpoint) -> add(bound, "publishers." + name, endpoint));
			}
		});
		subscribers.forEach((name, settings) -> {
			if (settings.bind()) {
				settings.endpoints().forEach((endpoint) -> add(bound, "subscribers." + name, endpoint));
			}
		});
	}

	private static void add(List<BoundEndpoint> bound, String owner, Endpoint endpoint) {
		for (BoundEndpoint other : bound) {
			if (other.endpoint().conflictsWith(endpoint)) {
				throw conflict(endpoint, other.owner(), owner);
			}
		}
		bound.add(new BoundEndpoint(owner, endpoint));
	}

	private static InvalidSettingException conflict(Endpoint endpoint, String first, String second) {
		boolean tcp = endpoint.transport() == Endpoint.Transport.TCP;
		String what = tcp ? String.valueOf(endpoint.port()) : endpoint.toString();
		String users = first.equals(second) ? " used twice by " + first : " used by " + first + " and " + second;
		return new InvalidSettingException("", null, "Port conflict: " + what + users, "Give one of them another "
				+ (tcp ? "port" : "name") + ", or set bind: false on the side that should connect.");
	}

	/**
	 * An endpoint this application will bind.
	 *
	 * @param owner the entry that binds it
	 * @param endpoint the endpoint
	 */
	private record BoundEndpoint(String owner, Endpoint endpoint) {

	}

}
