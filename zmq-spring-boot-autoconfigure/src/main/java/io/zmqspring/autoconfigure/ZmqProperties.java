package io.zmqspring.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

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

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	public ZmqProperties {
		publishers = Map.copyOf(publishers);
		subscribers = Map.copyOf(subscribers);
		checkNames("publishers", publishers);
		checkNames("subscribers", subscribers);
		checkPorts(publishers, subscribers);
	}

	private static void checkNames(String section, Map<String, ?> entries) {
		Map<String, String> seen = new HashMap<>();
		for (String name : entries.keySet()) {
			String twin = seen.put(name.replace("-", "").toLowerCase(Locale.ROOT), name);
			if (twin != null) {
				throw new InvalidSettingException(section, null,
						"has the entries '" + twin + "' and '" + name + "', which differ only in case or dashes",
						"Environment variables cannot tell them apart: rename one, or use one spelling everywhere.");
			}
			if (!NAME.matcher(name).matches()) {
				throw new InvalidSettingException(section + "." + name, null, "has a name that cannot be used",
						"Write entry names in lower-case letters, digits and single dashes.");
			}
		}
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
				List<String> owners = List.of(other.owner(), owner).stream().sorted().toList();
				String what = (endpoint.transport() == Endpoint.Transport.TCP) ? String.valueOf(endpoint.port())
						: endpoint.toString();
				throw new InvalidSettingException("", null,
						"Port conflict: " + what + " used by " + owners.get(0) + " and " + owners.get(1),
						"Give one of them another port, or set bind: false on the side that should connect.");
			}
		}
		bound.add(new BoundEndpoint(owner, endpoint));
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
