package io.zmqspring.scenario.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zmqspring.role.ZmqConnectionEvent;
import io.zmqspring.role.ZmqConnectionEvent.Change;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqStateChangedEvent;
import org.springframework.context.event.EventListener;

/**
 * Keeps what an application is told of its roles.
 */
class Recorder {

	private final List<ZmqConnectionEvent> connections = new CopyOnWriteArrayList<>();

	private final List<ZmqStateChangedEvent> states = new CopyOnWriteArrayList<>();

	@EventListener
	void on(ZmqConnectionEvent event) {
		this.connections.add(event);
	}

	@EventListener
	void on(ZmqStateChangedEvent event) {
		this.states.add(event);
	}

	/**
	 * How often something happened to the connections of a role.
	 * @param role the role
	 * @param change what
	 * @return the number
	 */
	long count(ZmqRole role, Change change) {
		return this.connections.stream()
			.filter((event) -> event.role().equals(role.role()) && event.name().equals(role.name()))
			.filter((event) -> event.change() == change)
			.count();
	}

	/**
	 * How many connections a role has by what was told.
	 * @param role the role
	 * @return the number
	 */
	long connected(ZmqRole role) {
		return count(role, Change.CONNECTED) - count(role, Change.DISCONNECTED);
	}

	List<ZmqStateChangedEvent> states() {
		return this.states;
	}

}
