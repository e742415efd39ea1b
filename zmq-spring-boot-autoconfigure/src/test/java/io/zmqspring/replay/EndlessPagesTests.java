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

package io.zmqspring.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

import io.zmqspring.replay.protocol.ReplayProtocolException;
import io.zmqspring.replay.protocol.ReplayRequest;
import io.zmqspring.replay.protocol.SummaryReply;
import io.zmqspring.replay.protocol.SyncRequest;
import io.zmqspring.replay.protocol.TopicSummary;
import io.zmqspring.replay.recovery.RecoveryListener;
import io.zmqspring.replay.recovery.RecoverySettings;
import io.zmqspring.replay.recovery.SeenNumbers;
import io.zmqspring.replay.recovery.SequencedMessage;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A publisher that names a next page in every page.
 */
@ExtendWith(OutputCaptureExtension.class)
class EndlessPagesTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final List<Integer> asked = new CopyOnWriteArrayList<>();

	private final ExecutorService receiving = Executors.newSingleThreadExecutor();

	private final ZmqContext context = TestSecurity.NULL.context();

	private final ZContext peers = new ZContext();

	private final ZMQ.Socket socket = this.peers.createSocket(SocketType.ROUTER);

	private final Thread publisher = new Thread(this::answer);

	@AfterEach
	void close() throws InterruptedException {
		this.publisher.interrupt();
		this.publisher.join();
		this.peers.close();
		this.receiving.shutdown();
		this.context.close();
	}

	private void answer() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				byte[] peer = this.socket.recv();
				SyncRequest request = (SyncRequest) ReplayRequest.decode(this.socket.recv());
				this.asked.add(request.page());
				TopicSummary topic = new TopicSummary(ReplayLink.EPOCH,
						("t" + request.page()).getBytes(StandardCharsets.UTF_8), 1, 1);
				this.socket.sendMore(peer);
				this.socket.send(new SummaryReply(request.id(), 1, new long[] { ReplayLink.EPOCH }, List.of(topic),
						request.page() + 1)
					.encode());
			}
		}
		catch (ZMQException | ReplayProtocolException ex) {
			// The end of the test
		}
	}

	@Test
	void listWithoutAnEndIsGivenUp(CapturedOutput output) {
		int port = this.socket.bindToRandomPort("tcp://127.0.0.1");
		this.publisher.start();
		SubscriberReplay replay = open("tcp://127.0.0.1:" + port);
		try {
			await().until(() -> !replay.addressesWithoutReplay().isEmpty());
			assertThat(this.asked).hasSize(SummaryPages.MOST_PAGES);
			assertThat(output).containsOnlyOnce("has no end: 1000 pages were received");
			// It would ask again after a quarter of a second
			await().pollDelay(Duration.ofMillis(600)).until(() -> this.asked.size() == SummaryPages.MOST_PAGES);
		}
		finally {
			replay.close(Duration.ofSeconds(5));
		}
	}

	private SubscriberReplay open(String address) {
		SubscriberReplay replay = new SubscriberReplay(this.context,
				List.of(ReplayLink.settings(address, false, TestSecurity.NULL)), "subscriber-test-replay",
				RecoverySettings.DEFAULTS, (topic) -> true, SeenNumbers.NONE, new IgnoringListener(), (event) -> {
				});
		this.receiving.execute(() -> replay.recovery().subscribe(List.of(new byte[0])));
		replay.open(this.receiving, () -> true, () -> true);
		replay.start();
		return replay;
	}

	@Test
	void listIsAskedForAgainAfterAMinute() {
		SummaryPages pages = new SummaryPages();
		SummaryReply page = new SummaryReply(1, 1, new long[0], List.of(), 1);
		for (int i = 1; i < SummaryPages.MOST_PAGES; i++) {
			assertThat(pages.mayAsk(i - 1, 0)).isTrue();
			assertThat(pages.isEndless(page, 0)).isFalse();
		}
		assertThat(pages.isEndless(page, 0)).isTrue();
		assertThat(pages.mayAsk(0, 59 * SECOND)).isFalse();
		assertThat(pages.mayAsk(0, 60 * SECOND)).isTrue();
		assertThat(pages.isEndless(page, 60 * SECOND)).isFalse();
		assertThat(pages.wasEndless()).isTrue();
		assertThat(pages.isEndless(new SummaryReply(1, 1, new long[0], List.of(), SummaryReply.END), 61 * SECOND))
			.isFalse();
		assertThat(pages.wasEndless()).isFalse();
	}

	/**
	 * Nothing is delivered in these tests.
	 */
	private static final class IgnoringListener implements RecoveryListener {

		@Override
		public void deliver(SequencedMessage message) {
		}

		@Override
		public void deliverPlain(SequencedMessage message) {
		}

		@Override
		public void lost(long epoch, byte[] topic, long from, long to) {
		}

		@Override
		public void restarted(int source) {
		}

		@Override
		public void begun(long epoch, byte[] topic, long last) {
		}

		@Override
		public void begun(int source, long epoch) {
		}

	}

}
