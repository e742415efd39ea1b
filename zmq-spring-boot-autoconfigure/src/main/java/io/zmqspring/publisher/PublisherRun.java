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

package io.zmqspring.publisher;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.replay.ReplayServer;
import io.zmqspring.replay.store.ReplayStore;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketOpenException;

/**
 * One run of a publisher, from its start to its stop or to a failure of the engine: its
 * sockets, and the path of its messages.
 */
final class PublisherRun {

	private static final Log logger = LogFactory.getLog(ZmqPublisher.class);

	private static final Duration END_OF_ANSWER = Duration.ofSeconds(1);

	private final OutboundPath path;

	private final KeptMessages kept;

	private final @Nullable ReplayServer replay;

	private PublisherRun(OutboundPath path, KeptMessages kept, @Nullable ReplayServer replay) {
		this.path = path;
		this.kept = kept;
		this.replay = replay;
	}

	/**
	 * Open the sockets of a run.
	 * @param context the ZeroMQ context
	 * @param settings the settings of the publisher
	 * @param status its status
	 * @param kept what it keeps
	 * @param path makes the path of its messages
	 * @param failure told if requests for missed messages cannot be answered any more
	 * @return the run
	 * @throws ZmqConfigurationException if an address cannot be bound or connected
	 */
	static PublisherRun open(ZmqContext context, PublisherSettings settings, RoleStatus status, KeptMessages kept,
			Function<PublishingSocket, OutboundPath> path, Consumer<Throwable> failure) {
		ReplayServer replay = openReplay(context, settings, status, kept.recent(), failure);
		try {
			PublishingSocket socket = PublishingSocket.open(context, settings.toSocketSettings(), settings.overflow(),
					new ForeignSubscriptions(settings, status), kept.lastValues());
			PublisherRun run = new PublisherRun(path.apply(socket), kept, replay);
			if (replay != null) {
				replay.start();
			}
			logger.info(status
					+ (settings.bind() ? " is bound to " + socket.boundAddresses()
							: " connects to " + settings.endpoints())
					+ ((replay != null) ? ", and for replay to " + run.replayAddresses() : ""));
			return run;
		}
		catch (SocketOpenException ex) {
			close(replay);
			throw new ZmqConfigurationException(status.key() + ": " + ex.problem(), ex.action(), ex);
		}
		catch (RuntimeException | Error ex) {
			close(replay);
			throw ex;
		}
	}

	private static @Nullable ReplayServer openReplay(ZmqContext context, PublisherSettings settings, RoleStatus status,
			@Nullable ReplayStore store, Consumer<Throwable> failure) {
		if (store == null) {
			return null;
		}
		try {
			return ReplayServer.open(context, settings.replay().toSocketSettings(settings),
					"publisher-" + status.name() + "-replay", store, status, failure);
		}
		catch (SocketOpenException ex) {
			throw new ZmqConfigurationException(status.key() + ".replay: " + ex.problem(), ex.action(), ex);
		}
	}

	private static void close(@Nullable ReplayServer replay) {
		if (replay != null) {
			replay.close(END_OF_ANSWER);
		}
	}

	OutboundPath path() {
		return this.path;
	}

	PublishingSocket socket() {
		return this.path.socket();
	}

	@Nullable ReplayServer replay() {
		return this.replay;
	}

	List<String> replayAddresses() {
		return (this.replay != null) ? this.replay.socket().boundAddresses() : List.of();
	}

	Sockets sockets() {
		Sockets publishing = Sockets.publishing(socket());
		return (this.replay != null) ? publishing.withRequests(this.replay.socket(), this.kept.warnings()) : publishing;
	}

	/**
	 * Close the sockets.
	 * @param linger how long to wait until the peers have received all messages
	 * @return the number of messages that were not sent
	 */
	long close(Duration linger) {
		try {
			return socket().close(linger);
		}
		finally {
			close(this.replay);
			this.kept.addCounts(this.replay);
		}
	}

}
