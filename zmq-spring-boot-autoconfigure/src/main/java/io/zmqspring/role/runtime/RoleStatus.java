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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

import io.zmqspring.role.DropReason;
import io.zmqspring.role.RoleObserver;
import io.zmqspring.role.ZmqConnectionEvent;
import io.zmqspring.role.ZmqErrorEvent;
import io.zmqspring.role.ZmqMessagesDroppedEvent;
import io.zmqspring.role.ZmqPeerBackEvent;
import io.zmqspring.role.ZmqPeerSilentEvent;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.statistics.DropEpisodes;
import io.zmqspring.role.statistics.GuardedObserver;
import io.zmqspring.role.statistics.HandlerTimings;
import io.zmqspring.role.statistics.RoleStatistics;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * How a role is doing: its life, its counters, its errors, and what the application is
 * told of them.
 *
 * @since 0.1
 */
public final class RoleStatus {

	private static final Log logger = LogFactory.getLog(RoleStatus.class);

	private final RoleStatistics statistics = new RoleStatistics();

	private final DropEpisodes drops = new DropEpisodes(this.statistics, this::dropped);

	private final PeerRejections refusals = new PeerRejections(this, this.statistics);

	private final Runnable duty = this::observe;

	private final String role;

	private final String name;

	private final ZmqContext context;

	private final ApplicationEventPublisher events;

	private final RoleLifecycle lifecycle;

	private final MessageObservations observing;

	private final GuardedObserver observer;

	private final HandlerTimings timings;

	private @Nullable BooleanSupplier onNewEngine;

	private volatile boolean paused;

	private volatile Object source;

	public RoleStatus(String role, String name, ZmqContext context, ApplicationEventPublisher events) {
		this.role = role;
		this.name = name;
		this.context = context;
		this.events = events;
		this.source = role + "." + name;
		this.lifecycle = new RoleLifecycle(role, name, events);
		this.observing = new MessageObservations(role, name);
		this.observer = new GuardedObserver(role + " '" + name + "'");
		this.timings = new HandlerTimings(role + " '" + name + "'", this.statistics, this.observer);
		this.statistics.onNewFailure(this::tellFailure);
	}

	public String role() {
		return this.role;
	}

	public RoleStatistics statistics() {
		return this.statistics;
	}

	public MessageObservations observing() {
		return this.observing;
	}

	public HandlerTimings timings() {
		return this.timings;
	}

	public ZmqState state() {
		return this.lifecycle.state();
	}

	/**
	 * Have somebody hear of what can be measured, in place of who did before.
	 * @param next the observer, {@code null} for none
	 */
	public void observe(@Nullable RoleObserver next) {
		this.timings.observe(next);
		this.statistics.failures().forEach(this::tellFailure);
	}

	private void tellFailure(String exception) {
		this.observer.tell((told) -> told.failureAdded(exception));
	}

	/**
	 * Start, unless running already.
	 * @param startedRole the role itself
	 * @param open opens the sockets
	 * @param release closes them, whole or in part
	 */
	public void start(Object startedRole, Runnable open, Runnable release) {
		this.source = startedRole;
		try {
			this.lifecycle.start(startedRole, () -> {
				// Before it has sockets, so that none of them is left on a failed engine
				followEngine(() -> startAnew(startedRole, open, release));
				open(open);
			}, () -> releaseForGood(release));
		}
		catch (RuntimeException | Error ex) {
			tellError(ex, true);
			throw ex;
		}
	}

	private void open(Runnable open) {
		open.run();
		this.statistics.started();
		this.context.addDuty(this.duty);
	}

	private synchronized void followEngine(@Nullable BooleanSupplier next) {
		if (this.onNewEngine != null) {
			this.context.forget(this.onNewEngine);
		}
		this.onNewEngine = next;
		if (next != null) {
			this.context.onNewEngine(next);
		}
	}

	private boolean startAnew(Object role, Runnable open, Runnable release) {
		ZmqState before = this.lifecycle.restart(role, () -> open(open), () -> release(release));
		if (before != null && this.paused && role instanceof ZmqSubscriber subscriber) {
			subscriber.pause();
		}
		return before != null;
	}

	public void stop(Object stoppedRole, Runnable release) {
		this.lifecycle.stop(stoppedRole, () -> releaseForGood(release));
	}

	public void move(Object movedRole, ZmqState from, ZmqState to, Runnable action) {
		this.lifecycle.move(movedRole, from, to, () -> {
			action.run();
			this.paused = to == ZmqState.PAUSED;
		});
	}

	private void releaseForGood(Runnable release) {
		this.paused = false;
		followEngine(null);
		release(release);
	}

	private void release(Runnable release) {
		this.context.removeDuty(this.duty);
		try {
			release.run();
		}
		finally {
			this.statistics.stopped();
			this.drops.observe(true);
			this.timings.tick();
		}
	}

	/**
	 * An error outside the handling of a message.
	 * @param failedRole the role itself
	 * @param error what happened
	 * @param fatal whether the role cannot go on
	 * @param release closes the sockets of a role that cannot
	 */
	public void recordError(Object failedRole, Throwable error, boolean fatal, Runnable release) {
		this.source = failedRole;
		tellError(error, fatal);
		if (!fatal) {
			logger.error(this + " reports an error", error);
			return;
		}
		logger.error(this + " cannot go on and is stopped", error);
		followEngine(null);
		this.lifecycle.fail(failedRole);
		// Not on this thread: it may be one that releasing waits for
		Thread releasing = new Thread(() -> this.lifecycle.releaseFailed(() -> release(release)),
				"zmq-" + this.role + "-" + this.name + "-failed");
		releasing.setDaemon(true);
		releasing.start();
	}

	/**
	 * The last error is this one, and the application is told.
	 * @param error what happened
	 * @param fatal whether the role cannot go on
	 */
	void tellError(Throwable error, boolean fatal) {
		this.statistics.error(error.toString());
		tell(new ZmqErrorEvent(this.source, this.role, this.name, error, fatal));
	}

	/**
	 * Something happened to a connection of the role.
	 * @param event what
	 */
	public void onEvent(SocketEvent event) {
		logger.debug(this + ": " + event);
		this.refusals.onEvent(event);
		switch (event.kind()) {
			case HANDSHAKEN -> tellConnection(ZmqConnectionEvent.Change.CONNECTED, event);
			case DISCONNECTED, OVERSIZE -> {
				if (event.usable()) {
					tellConnection(ZmqConnectionEvent.Change.DISCONNECTED, event);
				}
			}
			case RETRIED -> tellConnection(ZmqConnectionEvent.Change.RETRYING, event);
			default -> {
			}
		}
	}

	private void tellConnection(ZmqConnectionEvent.Change change, SocketEvent event) {
		tell(new ZmqConnectionEvent(this.source, this.role, this.name, change, event.address(), event.remote()));
	}

	/**
	 * Whether an episode of drops begins with one that has just been counted.
	 * @param reason why messages are dropped
	 * @return {@code true} once per episode
	 */
	public boolean beginsToDrop(DropReason reason) {
		return this.drops.begins(reason);
	}

	private void dropped(DropReason reason, long count) {
		logger.warn(this + " has dropped " + count + " messages (" + reason.tag() + ")");
		tell(new ZmqMessagesDroppedEvent(this.source, this.role, this.name, reason.tag(), count));
	}

	public void tellSilent(@Nullable String service, @Nullable Instant lastHeardAt, Duration silentFor) {
		tell(new ZmqPeerSilentEvent(this.source, this.role, this.name, service, lastHeardAt, silentFor));
	}

	public void tellBack(String service, @Nullable Instant lastHeardAt) {
		tell(new ZmqPeerBackEvent(this.source, this.role, this.name, service, lastHeardAt));
	}

	private void tell(ApplicationEvent event) {
		this.context.tell(() -> this.events.publishEvent(event));
	}

	private void observe() {
		this.statistics.observe();
		this.drops.observe(false);
		this.timings.tick();
	}

	/**
	 * What keeps the role from doing its work.
	 * @param sockets those it has open
	 * @return reasons, empty if all is well
	 */
	public List<String> faults(Stream<Sockets> sockets) {
		List<String> faults = new ArrayList<>();
		if (state() == ZmqState.FAILED) {
			faults.add("it has failed: " + this.statistics.snapshot().lastError());
		}
		if (state().isOpen()) {
			String engine = this.context.fault();
			if (engine != null) {
				faults.add(engine);
			}
			sockets.flatMap((open) -> open.faults().stream()).distinct().forEach(faults::add);
		}
		return faults;
	}

	@Override
	public String toString() {
		return Character.toUpperCase(this.role.charAt(0)) + this.role.substring(1) + " '" + this.name + "'";
	}

}
