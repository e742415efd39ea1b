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

package io.zmqspring.scenario.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.replay.protocol.GetRequest;
import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.ReplayProtocolException;
import io.zmqspring.replay.protocol.ReplayReply;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.protocol.SyncRequest;
import io.zmqspring.replay.protocol.TopicSummary;
import io.zmqspring.scenario.replay.RecoveryRun.Builder;
import io.zmqspring.scenario.replay.RecoveryRun.Receiving;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many subscribers recover at once. Each of them receives everything, and the publisher
 * does not become slow.
 */
class RecoveringSubscribersTests {

	// A few percent of JeroMQ's handshakes stall until this time-out
	private static final int HANDSHAKE_MILLIS = 500;

	private static final int SUBSCRIBERS = TestSize.of(5, 50);

	private static final int MESSAGES = 5_000;

	private static final int ASKING = 50;

	private static final int ROUNDS = 20;

	private static final Duration ROUND = Duration.ofMillis(400);

	@Test
	void everySubscriberReceivesEverything() throws Exception {
		List<OrderedReceiver> receivers = new ArrayList<>();
		List<Receiving> receiving = new ArrayList<>();
		try (RecoveryRun run = new Builder().topics(5).start()) {
			for (int i = 0; i < SUBSCRIBERS; i++) {
				OrderedReceiver receiver = new OrderedReceiver(() -> {
				});
				receivers.add(receiver);
				receiving.add(run.subscribe(receiver, ReplayStart.LATEST));
			}
			run.publish(100);
			run.messages().refuse();
			run.replay().refuse();
			run.publish(MESSAGES);
			run.messages().acceptAgain();
			run.replay().acceptAgain();
			run.publish(MESSAGES);
			for (int i = 0; i < SUBSCRIBERS; i++) {
				run.assertComplete(receivers.get(i), receiving.get(i));
			}
		}
	}

	// Those who ask are in another process, which is suspended in every other round
	@Test
	@EnabledIfSystemProperty(named = "zmq.tests.size", matches = "nightly", disabledReason = "Measures a rate")
	void publisherKeepsItsRate() {
		try (TestApplication application = TestApplication.start(NoBeans.class,
				"zmq.publishers.out.address=tcp://127.0.0.1:*",
				"zmq.publishers.out.replay.address=tcp://127.0.0.1:*")) {
			ZmqPublisher publisher = application.bean(ZmqPublisher.class);
			List<Double> ratios = new ArrayList<>();
			try (JavaPeer listening = JavaPeer.start(Listening.class, "test.address=" + publisher.addresses().get(0));
					JavaPeer asking = JavaPeer.start(Asking.class,
							"test.address=" + publisher.replayAddresses().get(0))) {
				EventsApplication.await().until(() -> publisher.hasSubscriber("load"));
				byte[] payload = new byte[64];
				rate(publisher, payload);
				EventsApplication.await().until(() -> publisher.replay().answered() > 10 * ASKING);
				long before = publisher.replay().answered();
				for (int i = 0; i < ROUNDS; i++) {
					asking.suspend();
					double alone = rate(publisher, payload);
					asking.resume();
					ratios.add(rate(publisher, payload) / alone);
				}
				double ratio = ratios.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
				System.out.printf("%d peers recover: %d answers, the rate is %.2f of that without them%n", ASKING,
						publisher.replay().answered() - before, ratio);
				assertThat(publisher.replay().answered()).isGreaterThan(before + ROUNDS);
				assertThat(listening.answers(1)).isNotEmpty();
				assertThat(ratio).isGreaterThan(0.9);
			}
		}
	}

	private static double rate(ZmqPublisher publisher, byte[] payload) {
		long start = System.nanoTime();
		long end = start + ROUND.toNanos();
		int count = 0;
		while (System.nanoTime() - end < 0) {
			for (int i = 0; i < 100; i++) {
				publisher.publish(payload, "load");
			}
			count += 100;
		}
		return count / ((System.nanoTime() - start) / 1e9);
	}

	/** Receives what is published. */
	static class Listening implements ApplicationRunner {

		private final String address;

		Listening(Environment environment) {
			this.address = environment.getRequiredProperty("test.address");
		}

		@Override
		public void run(ApplicationArguments arguments) {
			Threads.daemon(this::receive, "listening").start();
		}

		private void receive() {
			try (ZContext context = new ZContext()) {
				ZMQ.Socket socket = context.createSocket(SocketType.SUB);
				socket.setHandshakeIvl(HANDSHAKE_MILLIS);
				socket.connect(this.address);
				socket.subscribe(new byte[0]);
				socket.recv();
				JavaPeer.writeAnswer("received");
				while (true) {
					socket.recv();
				}
			}
		}

	}

	/** Asks for all messages again and again, as many subscribers at once. */
	static class Asking implements ApplicationRunner {

		private final String address;

		Asking(Environment environment) {
			this.address = environment.getRequiredProperty("test.address");
		}

		@Override
		public void run(ApplicationArguments arguments) {
			Threads.daemon(this::ask, "asking").start();
		}

		private void ask() {
			try (ZContext context = new ZContext()) {
				ZMQ.Poller poller = context.createPoller(ASKING);
				for (int i = 0; i < ASKING; i++) {
					ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
					socket.setHandshakeIvl(HANDSHAKE_MILLIS);
					socket.connect(this.address);
					socket.send(new SyncRequest(1, 0, List.of(new byte[0]), 0).encode());
					poller.register(socket, ZMQ.Poller.POLLIN);
				}
				long[] next = new long[ASKING];
				TopicSummary[] topics = new TopicSummary[ASKING];
				while (true) {
					poller.poll();
					for (int i = 0; i < ASKING; i++) {
						if (poller.pollin(i)) {
							answered(poller.getSocket(i), i, topics, next);
						}
					}
				}
			}
		}

		private static void answered(ZMQ.Socket socket, int index, TopicSummary[] topics, long[] next) {
			ReplayReply reply = decode(socket.recv());
			if (reply instanceof SummaryReply summary && !summary.topics().isEmpty()) {
				topics[index] = summary.topics().get(0);
				next[index] = topics[index].first();
			}
			else if (reply instanceof MessagesReply messages) {
				next[index] = messages.messages().isEmpty() ? 1
						: messages.messages().get(messages.messages().size() - 1).number() + 1;
			}
			TopicSummary topic = topics[index];
			socket.send(
					(topic != null)
							? new GetRequest(2, 500, 1_000_000,
									List.of(new MessageRange(topic.epoch(), topic.topic(), next[index],
											Long.MAX_VALUE)))
								.encode()
							: new SyncRequest(1, 0, List.of("load".getBytes(StandardCharsets.UTF_8)), 0).encode());
		}

		private static ReplayReply decode(byte[] frame) {
			try {
				return ReplayReply.decode(frame);
			}
			catch (ReplayProtocolException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
