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

package io.zmqspring.role;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

import io.zmqspring.socket.connection.Connection;

/**
 * What publishers, subscribers, workers, controllers and proxies have in common. Every
 * method may be called from any thread. Spring destroys the beans among them when the
 * application context closes; a role that code creates itself is ended by
 * {@link #close()}.
 *
 * @since 0.1
 */
public interface ZmqRole extends SmartLifecycle, DisposableBean, AutoCloseable {

	/**
	 * The kind of role.
	 * @return {@code publisher}, {@code subscriber}, {@code worker}, {@code controller}
	 * or {@code proxy}
	 */
	String role();

	/**
	 * The name in the settings.
	 * @return the name
	 */
	String name();

	/**
	 * The state.
	 * @return the state
	 */
	ZmqState state();

	/**
	 * Wait for a state. A handler must not wait for the stop of its own role, which waits
	 * for the handler.
	 * @param state the state
	 * @param timeout the longest wait
	 * @return whether it was reached, even if it has been left again; {@code false} if
	 * interrupted
	 */
	boolean awaitState(ZmqState state, Duration timeout);

	/**
	 * The counters of this role since it was created.
	 * @return a snapshot
	 */
	ZmqStatistics stats();

	/**
	 * The addresses of its sockets: those really bound, with their real ports, or else
	 * those of the settings.
	 * @return the addresses, such as {@code tcp://0.0.0.0:5555}
	 */
	List<String> addresses();

	/**
	 * The connections of its sockets, and the last ones that have ended. JeroMQ does not
	 * report peers over inproc.
	 * @return a snapshot, empty while not running
	 */
	List<Connection> connections();

	/**
	 * How many peers are connected.
	 * @return the number of connections over which messages can flow
	 */
	int connectionCount();

	/**
	 * How many peers are connected that have authenticated themselves by a name.
	 * @param user the name, as in {@link Connection#user()}
	 * @return the number of connections over which messages can flow
	 */
	default int connectionCount(String user) {
		return (int) connections().stream()
			.filter((connection) -> connection.connected() && connection.handshakeDone()
					&& user.equals(connection.user()))
			.count();
	}

	/**
	 * The host names of which all addresses are connected ({@code resolve: all}), with
	 * the addresses that they have, those that are connected, and why a look-up failed.
	 * @return a snapshot, empty while not running, and without such names
	 */
	default List<ResolvedName> resolvedNames() {
		return List.of();
	}

	/**
	 * The addresses to which this role has not been connected for 10 s, or for the time
	 * in {@code socket.expect-connection-within}. Health stays up unless that is set. A
	 * socket that binds is only watched if it is set.
	 * @return sentences without a full stop, each with the time of the last connection or
	 * of the start; empty if all is well
	 */
	default List<String> notConnected() {
		return List.of();
	}

	/**
	 * Reasons why this role cannot do its work although it should. Health is down while
	 * there are any.
	 * @return sentences without a full stop, empty if all is well
	 */
	List<String> faults();

	/**
	 * What is wrong although this role does its work, such as key files that have changed
	 * and cannot be used. It is a detail of health, which stays up.
	 * @return sentences without a full stop, empty if all is well
	 */
	default List<String> warnings() {
		return List.of();
	}

	/**
	 * Report an error of your own for this role. It becomes the last error, and a
	 * {@link ZmqErrorEvent} is published.
	 * @param error the error
	 * @param fatal whether the role must not go on: it is then stopped in the background
	 * and stays {@link ZmqState#FAILED} until it is started again
	 */
	void recordError(Throwable error, boolean fatal);

	/**
	 * Register the observer of single messages, replacing any previous one.
	 * @param observer observes all messages from now on
	 */
	void observeWith(MessageObserver observer);

	/**
	 * Register the observer of what can be measured about this role, replacing any
	 * previous one. It is removed when the role is destroyed.
	 * @param observer the observer, {@code null} for none
	 */
	void observe(@Nullable RoleObserver observer);

	/**
	 * Whether it is a role that sends messages.
	 * @return {@code false} for subscribers, and for workers and controllers without a
	 * push address
	 */
	default boolean sends() {
		return !role().equals("subscriber");
	}

	/**
	 * Whether it is a role that receives messages.
	 * @return {@code false} for publishers, and for controllers without a pull address
	 */
	default boolean receives() {
		return !role().equals("publisher");
	}

	/**
	 * Whether the application keeps running while this role is started, also without a
	 * web server.
	 * @return {@code true} if the role receives messages, or sends heartbeats
	 */
	default boolean keepsApplicationRunning() {
		return receives();
	}

	@Override
	default boolean isRunning() {
		return state().isOpen();
	}

	@Override
	default void destroy() {
		stop();
		observe(null);
	}

	/**
	 * Stop and release everything, as {@link #destroy()} does. A second call does
	 * nothing.
	 */
	@Override
	default void close() {
		destroy();
	}

	/**
	 * A host name to whose addresses a role connects ({@code resolve: all}), at one
	 * moment.
	 *
	 * @param address the configured address
	 * @param resolved the addresses that the name had at the last look-up that succeeded
	 * @param connected the addresses that are connected
	 * @param leaving the addresses that the name has lost, and that are still connected
	 * or have not been unreachable for long enough
	 * @param resolvedAt when the last look-up succeeded, {@code null} if none has
	 * @param lastError why the last look-up failed, {@code null} if it succeeded
	 */
	record ResolvedName(String address, List<String> resolved, List<String> connected, List<String> leaving,
			@Nullable Instant resolvedAt, @Nullable String lastError) {

	}

}
