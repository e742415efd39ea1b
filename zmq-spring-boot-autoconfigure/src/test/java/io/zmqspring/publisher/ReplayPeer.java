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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.GetRequest;
import io.zmqspring.replay.protocol.MessageRange;
import io.zmqspring.replay.protocol.MessagesReply;
import io.zmqspring.replay.protocol.ReplayProtocolException;
import io.zmqspring.replay.protocol.ReplayReply;
import io.zmqspring.replay.protocol.ReplayRequest;
import io.zmqspring.replay.protocol.ReplayedMessage;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.protocol.SyncRequest;
import io.zmqspring.replay.protocol.TopicSummary;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.settings.SocketTuning;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;
import io.zmqspring.socket.RequestSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks a publisher for the messages that it keeps. Used by one thread.
 */
final class ReplayPeer implements AutoCloseable {

	private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();

	private final ZmqContext context;

	private final RequestSocket socket;

	private long id;

	ReplayPeer(ZmqPublisher publisher, TestSecurity security) {
		this(publisher.replayAddresses().get(0), security);
	}

	ReplayPeer(String address, TestSecurity security) {
		this.context = security.context();
		SocketSettings settings = new SocketSettings(List.of(Endpoint.parse(address, null)), false, 1000, Duration.ZERO,
				Duration.ZERO, SocketTuning.builder().build(), security.of(false));
		this.socket = RequestSocket.asking(this.context, settings, "replay-peer", new FrameSink() {

			@Override
			public void onMessage(Frames frames) {
				ReplayPeer.this.answers.add(frames.get(0));
			}

			@Override
			public void onFailure(Throwable cause) {
				throw new IllegalStateException(cause);
			}

		}, (event) -> {
		});
		this.socket.receiving().start();
		EventsApplication.await().until(() -> this.socket.receiving().connections().count() == 1);
	}

	/**
	 * The payloads that a publisher keeps.
	 * @param publisher the publisher, without security
	 * @return the payloads in the order of topics, epochs and numbers
	 */
	static List<String> kept(ZmqPublisher publisher) {
		try (ReplayPeer peer = new ReplayPeer(publisher, TestSecurity.NULL)) {
			return peer.payloads("");
		}
	}

	/**
	 * Ask for all messages that start with a topic.
	 * @param topic the start of the topics
	 * @return the payloads in the order of topics, epochs and numbers
	 */
	List<String> payloads(String topic) {
		return messages(topic).stream()
			.map((message) -> new String(message.payload(), StandardCharsets.UTF_8))
			.toList();
	}

	List<ReplayedMessage> messages(String topic) {
		List<ReplayedMessage> messages = new ArrayList<>();
		for (TopicSummary summary : topics(topic)) {
			long next = summary.first();
			while (next <= summary.last()) {
				MessagesReply reply = (MessagesReply) ask(new GetRequest(++this.id, 1000, 1_000_000,
						List.of(new MessageRange(summary.epoch(), summary.topic(), next, summary.last()))));
				assertThat(reply.missing()).isEmpty();
				assertThat(reply.messages()).isNotEmpty();
				messages.addAll(reply.messages());
				next = messages.get(messages.size() - 1).number() + 1;
			}
		}
		return messages;
	}

	/**
	 * Ask once for the messages that start with a topic.
	 * @param topic the start of the topics
	 * @return those that the publisher still has, one answer for each topic
	 */
	List<ReplayedMessage> available(String topic) {
		List<ReplayedMessage> messages = new ArrayList<>();
		for (TopicSummary summary : topics(topic)) {
			MessagesReply reply = (MessagesReply) ask(new GetRequest(++this.id, 1000, 1_000_000,
					List.of(new MessageRange(summary.epoch(), summary.topic(), summary.first(), summary.last()))));
			messages.addAll(reply.messages());
		}
		return messages;
	}

	List<TopicSummary> topics(String topic) {
		List<TopicSummary> topics = new ArrayList<>();
		int page = 0;
		while (page != SummaryReply.END) {
			SummaryReply reply = (SummaryReply) ask(
					new SyncRequest(++this.id, 0, List.of(topic.getBytes(StandardCharsets.UTF_8)), page));
			topics.addAll(reply.topics());
			page = reply.nextPage();
		}
		return topics;
	}

	private ReplayReply ask(ReplayRequest request) {
		this.socket.receiving().execute(() -> assertThat(this.socket.ask(request.encode())).isTrue());
		try {
			byte[] answer = answer();
			assertThat(answer).as("An answer").isNotNull();
			return ReplayReply.decode(answer);
		}
		catch (ReplayProtocolException ex) {
			throw new AssertionError(ex);
		}
	}

	private byte @Nullable [] answer() {
		try {
			return this.answers.poll(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.socket.receiving().close(Duration.ofSeconds(5));
		this.context.close();
	}

}
