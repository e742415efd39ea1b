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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A transactional template in no transaction, in read-only, nested and new ones.
 */
class TransactionPropagationTests {

	private static Shop shop;

	@BeforeAll
	static void start() {
		shop = new Shop();
	}

	@AfterEach
	void nothingElseArrives() {
		shop.events().publish("end", "order");
		shop.inbox().assertReceived("end");
	}

	@AfterAll
	static void stop() {
		shop.close();
	}

	private static long sent() {
		return shop.events().stats().sent();
	}

	@Test
	void messageIsPublishedImmediatelyWithoutATransaction() {
		long before = sent();
		shop.publish("at once");
		assertThat(sent()).isEqualTo(before + 1);
		shop.inTransaction(TransactionDefinition.PROPAGATION_SUPPORTS, (status) -> {
			assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isTrue();
			shop.publish("supported");
			assertThat(sent()).isEqualTo(before + 2);
		});
		shop.inTransaction((status) -> shop.inTransaction(TransactionDefinition.PROPAGATION_NOT_SUPPORTED,
				(suspended) -> shop.publish("suspended")));
		shop.inbox().assertReceived("at once", "supported", "suspended");
	}

	@Test
	void readOnlyTransactionPublishesAfterItsEnd() {
		long before = sent();
		TransactionTemplate readOnly = shop.transaction(TransactionDefinition.PROPAGATION_REQUIRED);
		readOnly.setReadOnly(true);
		readOnly.executeWithoutResult((status) -> {
			shop.publish("read");
			assertThat(sent()).isEqualTo(before);
		});
		shop.inbox().assertReceived("read");
	}

	@Test
	void rollbackToASavepointDiscardsTheMessagesSinceThen() {
		shop.inTransaction((status) -> {
			nested(() -> shop.publish("first of all"), true);
			shop.publish("kept");
			nested(() -> {
				shop.publish("nested, kept");
				nested(() -> shop.publish("inner"), true);
			}, false);
			nested(() -> nested(() -> shop.publish("committed in one rolled back"), false), true);
			shop.publish("last");
		});
		shop.inbox().assertReceived("kept", "nested, kept", "last");
	}

	private static void nested(Runnable action, boolean rollback) {
		shop.inTransaction(TransactionDefinition.PROPAGATION_NESTED, (status) -> {
			action.run();
			if (rollback) {
				status.setRollbackOnly();
			}
		});
	}

	@Test
	void savepointMayBeRolledBackToRepeatedly() {
		shop.inTransaction((status) -> {
			shop.publish("kept");
			Object savepoint = status.createSavepoint();
			for (int i = 0; i < 2; i++) {
				shop.publish("discarded");
				status.rollbackToSavepoint(savepoint);
			}
			shop.publish("last");
		});
		shop.inbox().assertReceived("kept", "last");
	}

	@Test
	void newTransactionPublishesAtItsOwnCommit() {
		shop.inTransaction((status) -> {
			shop.publish("rolled back");
			shop.inTransaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW, (own) -> shop.publish("new"));
			shop.publish("rolled back");
			shop.inbox().assertReceived("new");
			status.setRollbackOnly();
		});
		shop.inTransaction((status) -> {
			shop.publish("outer");
			shop.inTransaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW, (own) -> {
				shop.publish("rolled back");
				own.setRollbackOnly();
			});
		});
		shop.inbox().assertReceived("outer");
	}

}
