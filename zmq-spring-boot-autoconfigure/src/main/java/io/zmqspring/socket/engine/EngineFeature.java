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

package io.zmqspring.socket.engine;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * What we can do only with non-public members of JeroMQ, see {@link JeroMqInternals}.
 * Reports once what is missing.
 *
 * @since 0.1
 */
public enum EngineFeature {

	/** Queues of subscribers. */
	SUBSCRIBER_QUEUES("messages dropped for slow subscribers are not counted, and publishing is slower",
			"zmq.socket.pubsub"),

	/** Sending without JeroMQ's look for commands. */
	DIRECT_SEND("sending is slower", "zmq"),

	/** Sockets that close at the same moment as their peers. */
	CLOSING("a socket that closes at the same moment as its peer may stay open", "zmq"),

	/** No messages to peers whose handshake is not complete. */
	HANDSHAKES("work may be lost to connections that never complete their handshake", "zmq", "zmq.pipe", "zmq.io",
			"zmq.socket", "zmq.socket.pipeline"),

	/** Receiving without a second filter. */
	SUBSCRIBER_FILTER("receiving is slower", "zmq"),

	/** Timers that are not lost. */
	TIMERS("a peer that falls silent without closing its connection may stay unnoticed", "zmq.poll", "zmq.util"),

	/** Our decoder. */
	DECODER("decoding of frames is slower, peers may announce large frames before their handshake, and"
			+ " zmq.security.max-handshakes-per-second has no effect", "zmq.poll", "zmq.io"),

	/** Our mechanisms. */
	MECHANISM("peers may write properties into the metadata of their messages", "zmq.io"),

	/** Ports of hanging I/O threads. */
	FAILED_PORTS("ports of an I/O thread that hangs stay bound", "zmq.poll"),

	/** Unix domain sockets, reported only if an endpoint needs them. */
	UNIX_SOCKETS("ipc endpoints are refused", "zmq", "zmq.io"),

	/** Last values for subscribers that join, reported only if a publisher needs them. */
	LAST_VALUE("last-value of publishers is refused", "zmq.socket.pubsub", "zmq.pipe", "zmq.io"),

	/** Messages that are left when the linger is over. */
	LINGER("messages that a stop leaves unsent are not counted, and the last ones of a slow connection may be lost",
			"zmq", "zmq.pipe", "zmq.io", "zmq.io.coder", "zmq.io.net.tcp");

	private static final Log logger = LogFactory.getLog(EngineFeature.class);

	private static final AtomicBoolean REPORTED = new AtomicBoolean();

	private final String withoutIt;

	private final List<String> packages;

	private volatile @Nullable Throwable cause;

	EngineFeature(String withoutIt, String... packages) {
		this.withoutIt = withoutIt;
		this.packages = List.of(packages);
	}

	/**
	 * A member of this feature cannot be used.
	 * @param why the reason
	 */
	public void missing(Throwable why) {
		this.cause = why;
	}

	boolean isMissing() {
		return this.cause != null;
	}

	/**
	 * Look up all members, and log one line if some are missing. Does nothing when called
	 * again.
	 */
	static void report() {
		if (!REPORTED.compareAndSet(false, true)) {
			return;
		}
		lookUpAll();
		List<EngineFeature> missing = Arrays.stream(values()).filter(EngineFeature::isMissing).toList();
		if (!missing.isEmpty()) {
			logger.info(describe(missing));
			missing.forEach((feature) -> logger.debug(feature + " is not available", feature.cause));
		}
	}

	private static void lookUpAll() {
		PeersInHandshake.lookUp();
		SocketMailbox.lookUp();
		MechanismExchange.lookUp();
		SubscriberFilter.lookUp();
		Stream
			.of(JeroMqInternals.Queues.FOUND, JeroMqInternals.Sending.FOUND, JeroMqInternals.Timers.FOUND,
					JeroMqInternals.Decoders.FOUND, JeroMqInternals.Channels.FOUND, JeroMqInternals.Encoding.FOUND,
					JeroMqInternals.Unsent.FOUND)
			.forEach((group) -> {
			});
	}

	/**
	 * Describe what is missing and what to do.
	 * @param missing the missing features
	 * @return one line
	 */
	static String describe(List<EngineFeature> missing) {
		String effects = missing.stream().map((feature) -> feature.withoutIt).collect(Collectors.joining("; "));
		return "Some internals of JeroMQ are not accessible, and ZeroMQ works without them: " + effects + ". "
				+ action(missing);
	}

	/**
	 * What to do to get features that are missing.
	 * @param features the features
	 * @return a sentence
	 */
	public static String action(EngineFeature... features) {
		return action(List.of(features));
	}

	private static String action(List<EngineFeature> missing) {
		Module jeroMq = ZMQ.class.getModule();
		if (!jeroMq.isNamed()) {
			return "This happens with JeroMQ " + JeroMqVersion.found() + "; use JeroMQ " + JeroMqVersion.NEEDED + ".";
		}
		Module ours = EngineFeature.class.getModule();
		String target = ours.isNamed() ? ours.getName() : "ALL-UNNAMED";
		TreeSet<String> packages = new TreeSet<>();
		missing.forEach((feature) -> packages.addAll(feature.packages));
		return "Start Java with "
				+ packages.stream()
					.map((name) -> "--add-opens " + jeroMq.getName() + "/" + name + "=" + target)
					.collect(Collectors.joining(" "))
				+ ", or put JeroMQ " + JeroMqVersion.NEEDED + " on the class path.";
	}

}
