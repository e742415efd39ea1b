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

package io.zmqspring.role.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

import io.zmqspring.role.MessageObserver;
import io.zmqspring.role.RoleObserver;
import io.zmqspring.role.SendInterceptor;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.Connection;

/**
 * Base class of the roles, over three hooks: {@link #open()}, {@link #release()} and
 * {@link #sockets()}. Every public method may be called from any thread. No method is
 * final, because beans may be proxied.
 *
 * @since 0.1
 */
public abstract class AbstractZmqRole implements ZmqRole {

	// Listeners that need longer are not waited for: the context closes under them
	private static final Duration EVENTS_TIMEOUT = Duration.ofSeconds(1);

	private final String name;

	private final ZmqContext context;

	private final RoleStatus status;

	private volatile @Nullable Duration longestStop;

	private volatile boolean virtualThreads;

	private final RoleLifecycle lifecycle;

	private final ConnectionWatch connections;

	private final RoleOpening opening;

	/**
	 * Create a role.
	 * @param role the kind of role, such as {@code publisher}
	 * @param name its name in the settings
	 * @param context the ZeroMQ context
	 * @param events publishes the events of the role
	 */
	@SuppressWarnings("this-escape")
	protected AbstractZmqRole(String role, String name, ZmqContext context, ApplicationEventPublisher events) {
		this.name = name;
		this.context = context;
		// The status only stores the role, and uses it when the role is started
		this.status = new RoleStatus(this, role, name, context, events);
		this.lifecycle = new RoleLifecycle(role + " '" + name + "'", this.status::publishStateChange);
		this.connections = new ConnectionWatch(this.status, () -> sockets().absentPeers());
		this.opening = new RoleOpening(this, context, this.status, this.lifecycle, this.connections);
	}

	/** Begin anew. Called before {@link #open()}, but not after an engine failure. */
	protected void starting() {
	}

	/** Release what {@link #starting()} has opened. Called after a stop. */
	protected void stopped() {
	}

	/**
	 * Open the sockets. Called when the role starts, and again after an engine failure.
	 * If it throws, {@link #release()} is called.
	 */
	protected abstract void open();

	/**
	 * Close the sockets that are open: all of them, or those that {@link #open()} had
	 * opened before it failed.
	 */
	protected abstract void release();

	/**
	 * Return the sockets that are open now.
	 * @return the sockets, {@link Sockets#NONE} while not running
	 */
	protected abstract Sockets sockets();

	/**
	 * Restore the state before an engine failure. Called when the role is running again.
	 * @param before the state before the failure
	 */
	protected void restarted(ZmqState before) {
	}

	/**
	 * Return whether the role opens its sockets again by itself if the engine fails.
	 * @return {@code false} in {@link #release()} if they are closed for good, because
	 * the role is stopped, has failed, or could not start
	 */
	protected boolean opensAgain() {
		return this.opening.followsEngine();
	}

	/**
	 * Return why the role works only after another start.
	 * @return the last error; {@code null} if there is none, or the engine is replaced
	 */
	protected @Nullable String lastingFailure() {
		return (state() == ZmqState.FAILED && !opensAgain()) ? this.status.statistics().lastError() : null;
	}

	/**
	 * Limit the time that a stop takes, because the application context waits no longer.
	 * @param longest the limit
	 */
	public void limitShutdown(Duration longest) {
		this.longestStop = longest;
	}

	/**
	 * Return how long a stop may wait for handlers.
	 * @param configured the {@code shutdown-timeout} of the settings
	 * @return the shorter one of the time-out and the limit
	 */
	protected Duration limited(Duration configured) {
		Duration limit = this.longestStop;
		return (limit != null && limit.compareTo(configured) < 0) ? limit : configured;
	}

	/**
	 * Set whether handlers are called on virtual threads, which need Java 21. Threads
	 * that receive are always platform threads. To be called before the first start.
	 * @param virtualThreads whether to use virtual threads
	 */
	public void setVirtualThreads(boolean virtualThreads) {
		this.virtualThreads = virtualThreads;
	}

	/**
	 * Return whether handlers are called on virtual threads.
	 * @return whether to use virtual threads
	 */
	protected boolean usesVirtualThreads() {
		return this.virtualThreads;
	}

	/**
	 * Return the ZeroMQ context.
	 * @return the context
	 */
	protected ZmqContext context() {
		return this.context;
	}

	/**
	 * Return the counters, errors and events of this role.
	 * @return the status
	 */
	protected RoleStatus status() {
		return this.status;
	}

	@Override
	public String role() {
		return this.status.role();
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public ZmqState state() {
		return this.lifecycle.state();
	}

	@Override
	public boolean awaitState(ZmqState state, Duration timeout) {
		return this.lifecycle.awaitState(state, timeout);
	}

	@Override
	public ZmqStatistics stats() {
		return this.status.statistics().snapshot(sockets().queueDepth());
	}

	@Override
	public void start() {
		this.lifecycle.start(this.opening::openAndFollowEngine, this.opening::releaseAndLeaveEngine);
	}

	@Override
	public void stop() {
		this.lifecycle.stop(this.opening::stop);
	}

	/**
	 * Stop on a thread of its own, so that all roles of a phase stop at the same time.
	 * @param callback called once, when this role has stopped and its events are received
	 */
	@Override
	public void stop(Runnable callback) {
		BackgroundStop.begin(role() + "-" + this.name, () -> {
			stop();
			this.context.awaitEvents(EVENTS_TIMEOUT);
		}, callback);
	}

	@Override
	public void destroy() {
		stop();
		// A late event must not register an observer again
		this.context.awaitEvents(EVENTS_TIMEOUT);
		observe(null);
	}

	/**
	 * Change from one open state to another.
	 * @param from the state to leave; nothing happens in any other state
	 * @param to the state to reach
	 * @param action what is done in between
	 */
	protected void move(ZmqState from, ZmqState to, Runnable action) {
		this.lifecycle.move(from, to, action);
	}

	@Override
	public void recordError(Throwable error, boolean fatal) {
		this.opening.recordError(error, fatal);
	}

	@Override
	public void observe(@Nullable RoleObserver observer) {
		this.status.observe(observer);
	}

	@Override
	public void observeWith(MessageObserver observer) {
		this.status.observing().observeWith(observer);
	}

	/**
	 * Register the interceptor of messages that this role sends, for tests.
	 * @param interceptor the interceptor, {@code null} for none
	 */
	public void interceptWith(@Nullable SendInterceptor interceptor) {
		this.status.observing().interceptWith(interceptor);
	}

	@Override
	public List<Connection> connections() {
		return sockets().connections();
	}

	@Override
	public int connectionCount() {
		return sockets().connectionCount();
	}

	@Override
	public List<ZmqRole.ResolvedName> resolvedNames() {
		return sockets().resolvedNames();
	}

	@Override
	public List<String> notConnected() {
		return state().isOpen() ? this.connections.notConnected() : List.of();
	}

	@Override
	public List<String> faults() {
		List<String> faults = new ArrayList<>();
		if (state() == ZmqState.FAILED) {
			faults.add("it has failed: " + stats().lastError());
		}
		if (state().isOpen()) {
			Stream.ofNullable(this.context.fault()).forEach(faults::add);
			sockets().faults().stream().distinct().forEach(faults::add);
			faults.addAll(this.connections.faults());
		}
		return faults;
	}

	@Override
	public List<String> warnings() {
		return state().isOpen() ? sockets().warnings().stream().distinct().toList() : List.of();
	}

	@Override
	public String toString() {
		return this.status + " [" + state() + ", " + String.join(", ", addresses()) + "]";
	}

}
