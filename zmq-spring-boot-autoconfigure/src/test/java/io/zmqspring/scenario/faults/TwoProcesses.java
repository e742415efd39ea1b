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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestSecurity;

/**
 * An application in this process and one in another process. Each has two publishers and
 * two subscribers, of which one binds and the other connects.
 */
final class TwoProcesses implements AutoCloseable {

	private final TestSecurity security;

	private final List<String> launcher;

	private final List<String> ourAddresses;

	private final List<String> theirAddresses;

	private final TestApplication application;

	private final Map<String, String> receivedByPeer = new ConcurrentHashMap<>();

	private final List<Traffic> traffic;

	private @Nullable JavaPeer peer;

	/**
	 * Start the application in this process.
	 * @param security the security of all sockets
	 * @param launcher see {@link JavaPeer#launch(List, Class, String...)}
	 * @param ourAddress supplies addresses that this process can bind
	 * @param theirAddress supplies addresses that the other process can bind
	 */
	TwoProcesses(TestSecurity security, List<String> launcher, Supplier<String> ourAddress,
			Supplier<String> theirAddress) {
		this.security = security;
		this.launcher = launcher;
		this.ourAddresses = Stream.generate(ourAddress).limit(2).toList();
		this.theirAddresses = Stream.generate(theirAddress).limit(2).toList();
		this.application = TestApplication.start(ThisApplication.class,
				settings(this.ourAddresses, this.theirAddresses));
		ThisApplication received = this.application.bean(ThisApplication.class);
		this.traffic = Stream.of("bound", "connected").flatMap((name) -> {
			ZmqPublisher publisher = this.application.bean(name + "Publisher", ZmqPublisher.class);
			String peerSubscriber = name.equals("bound") ? "connected" : "bound";
			return Stream.of(
					new Traffic("from the " + name + " publisher", (text) -> publisher.publish(text, "topic"),
							() -> this.receivedByPeer.getOrDefault(peerSubscriber, "")),
					new Traffic("to the " + name + " subscriber", (text) -> received.expect(text),
							() -> received.last.getOrDefault(name, "")));
		}).toList();
	}

	private String[] settings(List<String> own, List<String> other) {
		return this.security
			.applyTo(Stream
				.of(settings("publishers.bound", own.get(0), true), settings("subscribers.bound", own.get(1), true),
						settings("subscribers.connected", other.get(0), false),
						settings("publishers.connected", other.get(1), false))
				.flatMap(Stream::of)
				.toArray(String[]::new));
	}

	private static String[] settings(String entry, String address, boolean bind) {
		String prefix = "zmq." + entry + ".";
		return new String[] { prefix + "address=" + address, prefix + "bind=" + bind,
				prefix + "socket.heartbeat-interval=200ms", prefix + "socket.heartbeat-timeout=600ms",
				prefix + "socket.reconnect-interval=50ms", prefix + "socket.reconnect-interval-max=250ms" };
	}

	/**
	 * Start the other process.
	 */
	void startPeer() {
		JavaPeer started = JavaPeer.launch(this.launcher, PeerApplication.class,
				settings(this.theirAddresses, this.ourAddresses));
		this.peer = started;
		String answer = started.answer();
		while (!answer.equals("started")) {
			recordAnswer(answer);
			answer = started.answer();
		}
	}

	private void recordAnswer(String answer) {
		int space = answer.indexOf(' ');
		this.receivedByPeer.put(answer.substring(0, space), answer.substring(space + 1));
	}

	/**
	 * Kill the other process.
	 */
	void killPeer() {
		if (this.peer != null) {
			this.peer.kill();
			this.peer = null;
		}
		this.receivedByPeer.clear();
	}

	List<Traffic> traffic() {
		return this.traffic;
	}

	/**
	 * Process the answers that the other process has written so far.
	 */
	void readPeerOutput() {
		String answer = (this.peer != null) ? this.peer.answer(Duration.ZERO) : null;
		while (answer != null && this.peer != null) {
			recordAnswer(answer);
			answer = this.peer.answer(Duration.ZERO);
		}
	}

	List<ZmqRole> roles() {
		return Stream.of("bound", "connected")
			.flatMap((name) -> Stream.<ZmqRole>of(this.application.bean(name + "Publisher", ZmqPublisher.class),
					this.application.bean(name + "Subscriber", ZmqSubscriber.class)))
			.toList();
	}

	EventRecorder events() {
		return this.application.bean(EventRecorder.class);
	}

	@Override
	public void close() {
		this.traffic.forEach(Traffic::close);
		killPeer();
		this.application.close();
	}

	static class ThisApplication extends EventRecorder {

		private final Map<String, String> last = new ConcurrentHashMap<>();

		private volatile String expected = "";

		void expect(String text) {
			if (!text.equals(this.expected)) {
				this.expected = text;
				this.last.clear();
			}
		}

		@ZmqListener(topics = "topic", subscriber = "bound")
		void onBound(String text) {
			this.last.put("bound", this.expected);
		}

		@ZmqListener(topics = "topic", subscriber = "connected")
		void onConnected(String text) {
			this.last.put("connected", this.expected);
		}

	}

	static class PeerApplication implements ApplicationRunner {

		private final Map<String, String> last = new ConcurrentHashMap<>();

		private final Map<String, ZmqPublisher> publishers;

		PeerApplication(Map<String, ZmqPublisher> publishers) {
			this.publishers = publishers;
		}

		@Override
		public void run(ApplicationArguments arguments) {
			Threads.daemon(() -> {
				while (true) {
					this.publishers.values().forEach((publisher) -> publisher.publish("text", "topic"));
					LockSupport.parkNanos(5_000_000);
				}
			}, "publishing").start();
		}

		@ZmqListener(topics = "topic", subscriber = "bound")
		void onBound(String text) {
			received("bound", text);
		}

		@ZmqListener(topics = "topic", subscriber = "connected")
		void onConnected(String text) {
			received("connected", text);
		}

		private void received(String subscriber, String text) {
			if (!text.equals(this.last.put(subscriber, text))) {
				JavaPeer.writeAnswer(subscriber + " " + text);
			}
		}

	}

}
