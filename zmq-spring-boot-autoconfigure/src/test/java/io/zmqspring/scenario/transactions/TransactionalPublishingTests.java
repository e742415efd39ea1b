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

package io.zmqspring.scenario.transactions;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.zmqspring.ZmqOperations;
import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.role.ZmqErrorEvent;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A transactional template, with transactions of a database.
 */
@ExtendWith(OutputCaptureExtension.class)
class TransactionalPublishingTests {

	private static Shop shop;

	@BeforeAll
	static void start() {
		shop = new Shop();
	}

	@AfterEach
	void nothingElseArrives() {
		shop.events().publish("end", "order");
		shop.audit().publish("end", "order");
		shop.inbox().assertReceived("end", "end");
	}

	@AfterAll
	static void stop() {
		shop.close();
	}

	@Test
	void messagesArePublishedInOrderAfterTheCommit() {
		long before = shop.events().stats().sent();
		shop.inTransaction((status) -> {
			for (int i = 0; i < 100; i++) {
				assertThat(shop.publish(i)).isTrue();
			}
			assertThat(shop.events().stats().sent()).isEqualTo(before);
		});
		shop.inbox().assertReceived(IntStream.range(0, 100).mapToObj(String::valueOf).toArray(String[]::new));
	}

	@Test
	void annotatedMethodPublishesAfterItsCommitOnly() {
		assertThatIllegalStateException().isThrownBy(() -> shop.orders().place("coffee", true));
		shop.orders().place("tea", false);
		shop.inbox().assertReceived("{\"what\":\"tea\"}");
		assertThat(shop.orders().placed()).isEqualTo(1);
	}

	@Test
	void nothingIsPublishedAfterARollback() {
		shop.inTransaction((status) -> {
			shop.publish("rolled back");
			status.setRollbackOnly();
		});
	}

	@Test
	void publisherItselfDoesNotWaitForTheCommit() {
		shop.inTransaction((status) -> {
			shop.publish("second");
			shop.events().publish("first", "order");
		});
		shop.inbox().assertReceived("first", "second");
	}

	@Test
	void payloadIsConvertedWhenPublishIsCalled() {
		shop.inTransaction((status) -> {
			Map<String, Integer> order = new HashMap<>(Map.of("id", 1));
			byte[] bytes = "bytes".getBytes();
			shop.publish(order);
			shop.publish(bytes);
			shop.publish(MessageBuilder.withPayload(bytes).build());
			order.put("id", 2);
			bytes[0] = 'B';
		});
		shop.inbox().assertReceived("{\"id\":1}", "bytes", "bytes");
	}

	@Test
	void messageThatCannotBePublishedFailsInTheTransaction() {
		Map<String, Object> endless = new HashMap<>();
		endless.put("self", endless);
		assertThatExceptionOfType(ZmqConversionException.class)
			.isThrownBy(() -> shop.inTransaction((status) -> shop.publish(endless)));
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> shop.inTransaction((status) -> shop.template().publish("text", "order", Map.of("a", "b"))))
			.withMessageContaining("zmq.publishers.events.headers");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> shop.inTransaction((status) -> shop.template().publish("text")))
			.withMessageContaining("has no topic");
	}

	@Test
	void failureAfterTheCommitIsReportedAndOtherMessagesArePublished(CapturedOutput output)
			throws InterruptedException {
		ZmqOperations audit = shop.template().withPublisher("audit");
		shop.inTransaction((status) -> {
			audit.publish("lost", "order");
			shop.publish("published");
			audit.publish("lost", "order");
			shop.audit().stop();
		});
		shop.inbox().assertReceived("published");
		ZmqErrorEvent event = shop.inbox().nextError();
		assertThat(event.name()).isEqualTo("audit");
		assertThat(event.error()).hasMessage(
				"Messages were not published, although their transaction has committed: 2, the first one of topic 'order'")
			.rootCause()
			.hasMessageStartingWith("Publisher 'audit' is not running (STOPPED)");
		assertThat(shop.audit().stats().lastError()).contains("Messages were not published");
		EventsApplication.await()
			.untilAsserted(
					() -> assertThat(output).contains("'audit' reports an error", "Publisher 'audit' is not running"));
		shop.audit().start();
		shop.awaitSubscribers();
	}

	@Test
	void unknownOutcomeIsReportedAndNothingIsPublished() throws InterruptedException {
		TransactionSynchronizationManager.initSynchronization();
		TransactionSynchronizationManager.setActualTransactionActive(true);
		try {
			shop.publish("not published");
			TransactionSynchronizationManager.getSynchronizations()
				.forEach((each) -> each.afterCompletion(TransactionSynchronization.STATUS_UNKNOWN));
		}
		finally {
			TransactionSynchronizationManager.clear();
		}
		assertThat(shop.inbox().nextError().error())
			.hasMessageContaining("because the outcome of their transaction is unknown: 1");
	}

	@Test
	void messagesOfSeveralPublishersWaitForTheSameCommit() {
		shop.inTransaction((status) -> {
			long events = shop.events().stats().sent();
			long audit = shop.audit().stats().sent();
			shop.template().withPublisher("audit").publish("1", "order");
			shop.publish("2");
			assertThat(shop.events().stats().sent()).isEqualTo(events);
			assertThat(shop.audit().stats().sent()).isEqualTo(audit);
		});
		shop.inbox().assertReceivedInAnyOrder("1", "2");
	}

	@Test
	void messageIsPublishedAlsoIfAnotherSynchronizationFailsAfterTheCommit() {
		assertThatIllegalStateException().isThrownBy(() -> shop.inTransaction((status) -> {
			afterCommit(() -> {
				throw new IllegalStateException("of another synchronization");
			});
			shop.publish("committed");
		}));
		shop.inbox().assertReceived("committed");
	}

	@Test
	void messagesPublishedAfterTheCommitFollowThoseOfTheTransaction() {
		shop.inTransaction((status) -> {
			afterCommit(() -> shop.publish("second"));
			shop.publish("first");
		});
		shop.inTransaction((status) -> afterCommit(() -> shop.publish("third")));
		shop.inbox().assertReceived("first", "second", "third");
	}

	private static void afterCommit(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				action.run();
			}

		});
	}

}
