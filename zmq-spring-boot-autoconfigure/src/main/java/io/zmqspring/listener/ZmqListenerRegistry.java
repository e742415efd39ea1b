package io.zmqspring.listener;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.zmqspring.message.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * All listeners of the application by their ids. Every method may be called from any
 * thread.
 */
public class ZmqListenerRegistry {

	private final Map<String, ZmqListenerEndpoint> endpoints = Collections.synchronizedMap(new LinkedHashMap<>());

	void register(ZmqListenerEndpoint endpoint) {
		ZmqListenerEndpoint present = this.endpoints.putIfAbsent(endpoint.id(), endpoint);
		if (present != null) {
			throw new ZmqConfigurationException("The listener id '" + endpoint.id() + "' is used by " + present.method()
					+ " and " + endpoint.method(), "Give one of them another id");
		}
	}

	boolean contains(String id) {
		return this.endpoints.containsKey(id);
	}

	/**
	 * A listener by its id.
	 * @param id the id
	 * @return the listener, or {@code null} if there is none
	 */
	public @Nullable ZmqListenerEndpoint find(String id) {
		return this.endpoints.get(id);
	}

	/**
	 * A listener by its id.
	 * @param id the id
	 * @return the listener
	 * @throws ZmqConfigurationException if there is none of this id
	 */
	public ZmqListenerEndpoint get(String id) {
		ZmqListenerEndpoint endpoint = this.endpoints.get(id);
		if (endpoint == null) {
			throw new ZmqConfigurationException("There is no listener '" + id + "'", "Known listeners: "
					+ all().stream().map(ZmqListenerEndpoint::id).collect(Collectors.joining(", ")));
		}
		return endpoint;
	}

	/**
	 * All listeners, in the order of their registration.
	 * @return a copy
	 */
	public Collection<ZmqListenerEndpoint> all() {
		synchronized (this.endpoints) {
			return List.copyOf(this.endpoints.values());
		}
	}

}
