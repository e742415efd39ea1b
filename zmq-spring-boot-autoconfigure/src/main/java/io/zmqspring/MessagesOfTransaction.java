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

package io.zmqspring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.publisher.ZmqPublisher;

/**
 * The messages of one transaction, published in order after its commit. They are
 * discarded if the transaction is rolled back; those since a savepoint if it is rolled
 * back to the savepoint. Used by the thread of the transaction. Needs spring-tx.
 */
final class MessagesOfTransaction implements TransactionSynchronization {

	private final List<Waiting> waiting = new ArrayList<>();

	private final Deque<Savepoint> savepoints = new ArrayDeque<>();

	private MessagesOfTransaction() {
	}

	/**
	 * Whether the current thread is in a transaction.
	 * @return {@code false} if there would be no commit to wait for
	 */
	static boolean isTransactionActive() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive();
	}

	/**
	 * Publish a message after the commit of the current transaction.
	 * @param publisher the publisher
	 * @param message the message
	 */
	static void add(ZmqPublisher publisher, ZmqMessage message) {
		current().waiting.add(new Waiting(publisher, message));
	}

	// Found among the synchronizations, which are suspended with their transaction
	private static MessagesOfTransaction current() {
		for (TransactionSynchronization known : TransactionSynchronizationManager.getSynchronizations()) {
			if (known instanceof MessagesOfTransaction messages) {
				return messages;
			}
		}
		MessagesOfTransaction created = new MessagesOfTransaction();
		TransactionSynchronizationManager.registerSynchronization(created);
		return created;
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.push(new Savepoint(savepoint, this.waiting.size()));
	}

	@Override
	public void savepointRollback(Object savepoint) {
		while (!this.savepoints.isEmpty() && this.savepoints.peek().object() != savepoint) {
			this.savepoints.pop();
		}
		// A savepoint that is not known is older than all messages
		int kept = this.savepoints.isEmpty() ? 0 : this.savepoints.peek().messages();
		this.waiting.subList(kept, this.waiting.size()).clear();
	}

	// Not afterCommit(): if another synchronization fails there, those that follow are
	// not called, and what they publish there would come too late
	@Override
	public void afterCompletion(int status) {
		Map<ZmqPublisher, Unpublished> unpublished = new LinkedHashMap<>();
		if (status == STATUS_COMMITTED) {
			this.waiting.forEach((each) -> publish(each, unpublished));
			unpublished
				.forEach((publisher, those) -> those.report(publisher, "although their transaction has committed"));
		}
		else if (status == STATUS_UNKNOWN) {
			this.waiting.forEach((each) -> count(each, null, unpublished));
			unpublished.forEach((publisher, those) -> those.report(publisher,
					"because the outcome of their transaction is unknown"));
		}
	}

	private static void publish(Waiting each, Map<ZmqPublisher, Unpublished> unpublished) {
		try {
			each.publisher().publish(each.message());
		}
		catch (RuntimeException | Error ex) {
			count(each, ex, unpublished);
		}
	}

	private static void count(Waiting each, @Nullable Throwable cause, Map<ZmqPublisher, Unpublished> unpublished) {
		unpublished.merge(each.publisher(), new Unpublished(1, each.message().topic(), cause),
				(before, one) -> before.andOneMore());
	}

	/**
	 * A message that waits for the commit.
	 *
	 * @param publisher the publisher
	 * @param message the message
	 */
	private record Waiting(ZmqPublisher publisher, ZmqMessage message) {

	}

	/**
	 * A savepoint of the transaction.
	 *
	 * @param object the savepoint
	 * @param messages the number of messages before it
	 */
	private record Savepoint(Object object, int messages) {

	}

	/**
	 * Messages of one publisher that were not published.
	 *
	 * @param messages their number
	 * @param topic the topic of the first one
	 * @param cause why the first one was not published
	 */
	private record Unpublished(int messages, String topic, @Nullable Throwable cause) {

		Unpublished andOneMore() {
			return new Unpublished(this.messages + 1, this.topic, this.cause);
		}

		void report(ZmqPublisher publisher, String circumstance) {
			publisher.recordError(new ZmqException("Messages were not published, " + circumstance + ": " + this.messages
					+ ", the first one of topic '" + this.topic + "'", this.cause), false);
		}

	}

}
