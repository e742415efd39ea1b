/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.scenario.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.event.EventListener;

import io.zmqspring.role.ZmqConnectionEvent;
import io.zmqspring.role.ZmqConnectionEvent.Change;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqStateChangedEvent;

/**
 * Records the events of the roles of an application.
 */
class EventRecorder {

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
	 * Return the number of changes to the connections of a role.
	 * @param role the role
	 * @param change the kind of change
	 * @return the number
	 */
	long count(ZmqRole role, Change change) {
		return this.connections.stream()
			.filter((event) -> event.role().equals(role.role()) && event.name().equals(role.name()))
			.filter((event) -> event.change() == change)
			.count();
	}

	/**
	 * Return the number of connections that a role has according to its events.
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
