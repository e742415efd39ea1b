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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

import io.zmqspring.role.DropReason;
import io.zmqspring.role.RoleObserver;
import io.zmqspring.role.ZmqConnectionEvent;
import io.zmqspring.role.ZmqErrorEvent;
import io.zmqspring.role.ZmqMessagesDroppedEvent;
import io.zmqspring.role.ZmqPeerBackEvent;
import io.zmqspring.role.ZmqPeerSilentEvent;
import io.zmqspring.role.ZmqRoleEvent;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.ZmqStateChangedEvent;
import io.zmqspring.role.statistics.DropEpisodes;
import io.zmqspring.role.statistics.GuardedObserver;
import io.zmqspring.role.statistics.HandlerTimings;
import io.zmqspring.role.statistics.RoleStatistics;
import io.zmqspring.settings.SettingText;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.support.FailureText;

/**
 * The counters and errors of a role, and its events. Safe for any thread.
 *
 * @since 0.1
 */
public final class RoleStatus implements SocketEventListener {

	private static final Log logger = LogFactory.getLog(RoleStatus.class);

	private final RoleStatistics statistics = new RoleStatistics();

	private final DropEpisodes drops = new DropEpisodes(this.statistics, this::publishDropped);

	private final PeerRejections rejections;

	private final FormatWarnings formatWarnings = new FormatWarnings(this);

	private final Runnable tick = this::tick;

	private final Object source;

	private final String role;

	private final String name;

	private final ZmqContext context;

	private final ApplicationEventPublisher events;

	private final StateEvents stateEvents;

	private final MessageObservations observing;

	private final GuardedObserver observer;

	private final HandlerTimings timings;

	private volatile Runnable stateListener = () -> {
	};

	/**
	 * Create the status of a role.
	 * @param source the role itself, the source of its events
	 * @param role the kind of role, such as {@code publisher}
	 * @param name its name in the settings
	 * @param context the ZeroMQ context
	 * @param events publishes events
	 */
	public RoleStatus(Object source, String role, String name, ZmqContext context, ApplicationEventPublisher events) {
		this.source = source;
		this.role = role;
		this.name = name;
		this.context = context;
		this.events = events;
		this.stateEvents = new StateEvents(context, events);
		this.observing = new MessageObservations(role, name);
		this.observer = new GuardedObserver(role + " '" + name + "'");
		this.timings = new HandlerTimings(role + " '" + name + "'", this.statistics, this.observer);
		this.rejections = new PeerRejections(this, source, this.statistics);
	}

	@Override
	public String role() {
		return this.role;
	}

	@Override
	public String name() {
		return this.name;
	}

	/**
	 * The key of the role in the settings.
	 * @return such as {@code zmq.publishers.events}
	 */
	public String key() {
		String section = this.role.equals("proxy") ? "proxies" : this.role + "s";
		return "zmq." + section + "." + this.name;
	}

	/**
	 * The explanations of peers that seem to use another wire format.
	 * @return the warnings
	 */
	public FormatWarnings formatWarnings() {
		return this.formatWarnings;
	}

	/**
	 * The counters.
	 * @return the counters
	 */
	public RoleStatistics statistics() {
		return this.statistics;
	}

	/**
	 * The observation of single messages.
	 * @return the observations
	 */
	public MessageObservations observing() {
		return this.observing;
	}

	/**
	 * The times that handlers take.
	 * @return the times
	 */
	public HandlerTimings timings() {
		return this.timings;
	}

	/**
	 * Register the observer of what can be measured, replacing any previous one.
	 * @param next the observer, {@code null} for none
	 */
	public void observe(@Nullable RoleObserver next) {
		this.timings.observe(next);
		this.statistics.onNewFailure((exception) -> this.observer.call((current) -> current.failureAdded(exception)));
		this.statistics.handshakes()
			.onNew((reason) -> this.observer.call((current) -> current.denialAdded(reason)),
					(outcome) -> this.observer.call((current) -> current.handshakeAdded(outcome)),
					(user) -> this.observer.call((current) -> current.userAdded(user)));
	}

	/** The sockets are open. */
	void opened() {
		this.statistics.started();
		this.context.addTask(this.tick);
	}

	/** The sockets are about to be closed. */
	void closing() {
		this.context.removeTask(this.tick);
	}

	/** The sockets are closed. */
	void closed() {
		this.statistics.stopped();
		this.drops.observe(true);
		this.timings.tick();
	}

	private void tick() {
		this.statistics.observe();
		this.drops.observe(false);
		this.timings.tick();
	}

	/**
	 * Make an error the last error of the role, and publish an event.
	 * @param error the error
	 * @param fatal whether the role fails because of it
	 */
	void recordError(Throwable error, boolean fatal) {
		this.statistics.error(FailureText.of(error));
		publish(new ZmqErrorEvent(this.source, this.role, this.name, error, fatal));
	}

	/**
	 * Take note of an event of a socket of the role.
	 * @param event the event
	 */
	@Override
	public void onEvent(SocketEvent event) {
		logger.debug(this + ": " + event);
		this.rejections.onEvent(event);
		switch (event.kind()) {
			case HANDSHAKEN -> publishConnection(ZmqConnectionEvent.Change.CONNECTED, event);
			case DISCONNECTED, OVERSIZE -> {
				if (event.usable()) {
					publishConnection(ZmqConnectionEvent.Change.DISCONNECTED, event);
				}
			}
			case RETRIED -> publishConnection(ZmqConnectionEvent.Change.RETRYING, event);
			default -> {
			}
		}
	}

	private void publishConnection(ZmqConnectionEvent.Change change, SocketEvent event) {
		publish(new ZmqConnectionEvent(this.source, this.role, this.name, change, event.address(), event.remote()));
	}

	/**
	 * Whether an episode of drops begins with a drop that has just been counted.
	 * @param reason why messages are dropped
	 * @return {@code true} once per episode
	 */
	public boolean beginsToDrop(DropReason reason) {
		return this.drops.begins(reason);
	}

	/**
	 * Count the messages that a socket had accepted and not sent when it was closed.
	 * @param messages the number of messages, 0 if all were sent
	 * @param linger how long the socket tried to send them
	 */
	public void unsent(long messages, Duration linger) {
		if (messages > 0) {
			this.statistics.dropped(DropReason.STOPPED, messages);
			this.statistics.error(messages + " messages were not sent within the linger of " + SettingText.of(linger)
					+ " when the socket was closed");
		}
	}

	@Override
	public void onDiscarded(String address, long messages) {
		this.statistics.dropped(DropReason.PEER_GONE, messages);
	}

	/**
	 * Register what the role itself does after each change of its state, on the thread
	 * that changes it; no code of the application.
	 * @param listener what it does
	 */
	public void onStateChange(Runnable listener) {
		this.stateListener = listener;
	}

	/**
	 * Publish a change of the state. Listeners are called on the thread of the events, in
	 * order: never under a lock of the role, and never by a thread that it needs.
	 * @param from the state before
	 * @param to the state after
	 */
	void publishStateChange(ZmqState from, ZmqState to) {
		this.stateEvents.publish(new ZmqStateChangedEvent(this.source, this.role, this.name, from, to));
		this.stateListener.run();
	}

	private void publishDropped(DropReason reason, long count) {
		logger.warn(this + " has dropped " + count + " messages (" + reason.tag() + "): " + reason.meaning());
		publish(new ZmqMessagesDroppedEvent(this.source, this.role, this.name, reason.tag(), count));
	}

	/**
	 * Publish that heartbeats are missing.
	 * @param service the silent service, {@code null} if no service sends heartbeats
	 * @param lastHeardAt when its last heartbeat arrived, {@code null} if none has
	 * @param silentFor the time without a heartbeat
	 */
	public void publishSilent(@Nullable String service, @Nullable Instant lastHeardAt, Duration silentFor) {
		publish(new ZmqPeerSilentEvent(this.source, this.role, this.name, service, lastHeardAt, silentFor));
	}

	/**
	 * Publish that a service sends heartbeats again.
	 * @param service the service
	 * @param lastHeardAt when its last heartbeat before the silence arrived, {@code null}
	 * if none has
	 */
	public void publishBack(String service, @Nullable Instant lastHeardAt) {
		publish(new ZmqPeerBackEvent(this.source, this.role, this.name, service, lastHeardAt));
	}

	void publish(ZmqRoleEvent event) {
		dispatch(() -> this.events.publishEvent(event));
	}

	void dispatch(Runnable event) {
		this.context.dispatch(event);
	}

	@Override
	public String toString() {
		return Character.toUpperCase(this.role.charAt(0)) + this.role.substring(1) + " '" + this.name + "'";
	}

}
