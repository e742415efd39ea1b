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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.replay.recovery.LiveVerdict;
import io.zmqspring.replay.recovery.RecoveredTopic;
import io.zmqspring.replay.recovery.RecoveryListener;
import io.zmqspring.replay.recovery.RecoverySettings;
import io.zmqspring.replay.recovery.SeenNumbers;
import io.zmqspring.replay.recovery.SequencedMessage;
import io.zmqspring.settings.SocketSettings;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A recovery that asks a server over a connection.
 */
@ParameterizedClass
@CsvSource({ "TCP, NULL", "TCP, CURVE", "IPC, NULL" })
class SubscriberReplayTests implements RecoveryListener {

	private final List<Long> delivered = new CopyOnWriteArrayList<>();

	private final List<Long> lost = new CopyOnWriteArrayList<>();

	private final AtomicInteger again = new AtomicInteger();

	private final AtomicInteger begun = new AtomicInteger();

	// What was delivered when a task was run that came with the second message
	private volatile int deliveredBefore;

	private final ExecutorService receiving = Executors.newSingleThreadExecutor();

	private final ZmqContext context;

	private final ReplayLink link;

	private final SubscriberReplay replay;

	SubscriberReplayTests(TestTransport transport, TestSecurity security) {
		this.context = security.context();
		this.link = new ReplayLink(this.context, security, transport.address());
		this.replay = create(this.link.clientSettings());
		this.receiving.execute(() -> this.replay.recovery().subscribe(List.of(new byte[0])));
		open();
	}

	private SubscriberReplay create(SocketSettings settings) {
		return new SubscriberReplay(this.context, List.of(settings), "subscriber-test-replay",
				RecoverySettings.DEFAULTS, (topic) -> true, SeenNumbers.NONE, this, (event) -> {
				});
	}

	private void open() {
		this.replay.open(this.receiving, () -> true, () -> true);
		this.replay.start();
	}

	@AfterEach
	void close() {
		assertThat(this.replay.close(Duration.ofSeconds(5))).isTrue();
		this.receiving.shutdown();
		this.link.close();
		this.context.close();
	}

	private void live(long number) {
		this.receiving.execute(() -> {
			RecoveredTopic topic = this.replay.recovery().topic("tea".getBytes(StandardCharsets.UTF_8));
			SequencedMessage message = new SequencedMessage(ReplayLink.EPOCH, "tea".getBytes(StandardCharsets.UTF_8),
					number, number, new byte[0], null, null, null, false);
			LiveVerdict verdict = this.replay.recovery().live(topic, ReplayLink.EPOCH, number, number, true);
			if (verdict == LiveVerdict.KEEP) {
				this.replay.recovery().keep(topic, message);
			}
			else if (verdict == LiveVerdict.DELIVER) {
				this.delivered.add(number);
			}
		});
	}

	private void awaitDelivery(long last) {
		await().untilAsserted(() -> assertThat(this.delivered)
			.containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList()));
	}

	@Test
	void gapsAndTailsAreRecoveredInOrder() {
		this.link.append("tea", 1);
		live(1);
		awaitDelivery(1);
		IntStream.rangeClosed(2, 500).forEach((i) -> this.link.append("tea", i));
		live(500);
		awaitDelivery(500);
		IntStream.rangeClosed(501, 600).forEach((i) -> this.link.append("tea", i));
		awaitDelivery(600);
		assertThat(this.lost).isEmpty();
		assertThat(this.replay.addressesWithoutReplay()).isEmpty();
		assertThat(this.again).hasValue(598);
		assertThat(this.begun).hasValue(1);
		assertThat(this.replay.requests()).isPositive();
	}

	@Test
	void otherTopicsAreHandledBetweenPortionsOfReplayedMessages() {
		this.link.append("tea", 1);
		live(1);
		awaitDelivery(1);
		int last = 1 + ReplayClient.MOST_MESSAGES + 400;
		IntStream.rangeClosed(2, last).forEach((i) -> this.link.append("tea", i));
		live(last);
		awaitDelivery(last);
		assertThat(this.deliveredBefore).isEqualTo(1 + ReplayClient.MOST_MESSAGES);
		assertThat(this.link.server().refused()).isZero();
	}

	@Test
	void recoveryGoesOnAfterTheServerWasGone() {
		this.link.append("tea", 1);
		live(1);
		awaitDelivery(1);
		IntStream.rangeClosed(2, 100).forEach((i) -> this.link.append("tea", i));
		this.link.restartServer();
		live(100);
		awaitDelivery(100);
		assertThat(this.lost).isEmpty();
		assertThat(this.replay.sockets()).extracting(ReceivingSocket::faults).allMatch(List::isEmpty);
	}

	@Test
	void recoveryGoesOnWithNewSockets() {
		this.link.append("tea", 1);
		live(1);
		awaitDelivery(1);
		this.replay.close(Duration.ofSeconds(5));
		assertThat(this.replay.sockets()).isEmpty();
		IntStream.rangeClosed(2, 50).forEach((i) -> this.link.append("tea", i));
		live(50);
		this.receiving.execute(this::open);
		awaitDelivery(50);
		assertThat(this.lost).isEmpty();
	}

	@Test
	void nothingIsDeliveredOrGivenUpDuringAPause() {
		this.link.append("tea", 1);
		live(1);
		awaitDelivery(1);
		this.replay.pause();
		IntStream.rangeClosed(2, 50).forEach((i) -> this.link.append("tea", i));
		live(50);
		await().during(Duration.ofMillis(2500)).until(() -> this.delivered.size() == 1 && this.lost.isEmpty());
		this.replay.resume();
		awaitDelivery(50);
		assertThat(this.lost).isEmpty();
	}

	@Test
	void handlerThatIsSlowLosesNothing() {
		this.link.append("tea", 1);
		live(1);
		awaitDelivery(1);
		IntStream.rangeClosed(2, 50).forEach((i) -> this.link.append("tea", i));
		live(50);
		this.receiving.execute(() -> await().pollDelay(Duration.ofMillis(2500)).until(() -> true));
		awaitDelivery(50);
		assertThat(this.lost).isEmpty();
	}

	@Override
	public void deliver(SequencedMessage message) {
		this.delivered.add(message.number());
		if (message.replayed()) {
			this.again.incrementAndGet();
		}
		if (message.number() == 2) {
			this.receiving.execute(() -> this.deliveredBefore = this.delivered.size());
		}
	}

	@Override
	public void deliverPlain(SequencedMessage message) {
		this.delivered.add(message.number());
	}

	@Override
	public void lost(long epoch, byte[] topic, long from, long to) {
		LongStream.rangeClosed(from, to).forEach(this.lost::add);
	}

	@Override
	public void restarted(int source) {
	}

	@Override
	public void begun(long epoch, byte[] topic, long last) {
	}

	@Override
	public void begun(int source, long epoch) {
		this.begun.incrementAndGet();
	}

}
