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

package io.zmqspring.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.testsupport.PythonPeer;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Results that a worker sends before the one that ends the item: progress, and several
 * results of one item.
 */
class FurtherResultTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final String AT_LEAST_ONCE = "delivery=at-least-once";

	private final WorkRoles roles = new WorkRoles();

	private final List<String> results = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.roles.close();
	}

	private ZmqController controller(String... settings) {
		ZmqController controller = this.roles.controller(settings);
		controller.addResultHandler("", String.class, (pool, result) -> this.results.add(result));
		return controller;
	}

	private ZmqWorker worker(String... settings) {
		ZmqWorker worker = this.roles.worker(settings);
		worker.setWorkHandler(String.class, (work) -> {
			worker.send(Map.of("percent", 50));
			worker.send("{\"part\":1}");
			return "{\"done\":true}";
		});
		return worker;
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "10" })
	void furtherResultsCarryTheItemAndGoToResultListeners(String concurrency) {
		ZmqController controller = controller();
		WorkRoles.start(controller, worker("concurrency=" + concurrency));
		controller.send("a", "{\"id\":7}");
		WorkRoles.await()
			.untilAsserted(() -> assertThat(this.results).containsExactly("{\"progress_of\":7,\"percent\":50}",
					"{\"progress_of\":7,\"part\":1}", "{\"work_id\":7,\"done\":true}"));
	}

	@Test
	void requestCompletesWithTheLastResultOnly() {
		ZmqController controller = controller();
		WorkRoles.start(controller, worker());
		assertThat(controller.request("a", Map.of("id", "x"), Map.class)).succeedsWithin(LONG)
			.isEqualTo(Map.of("work_id", "x", "done", true));
		WorkRoles.await()
			.untilAsserted(() -> assertThat(this.results).containsExactly("{\"progress_of\":\"x\",\"percent\":50}",
					"{\"progress_of\":\"x\",\"part\":1}"));
	}

	@Test
	void atLeastOnceItemEndsWithTheLastResult() {
		CountDownLatch sent = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ZmqController controller = controller("workers.a.delivery=at-least-once");
		ZmqWorker worker = this.roles.worker(AT_LEAST_ONCE);
		worker.setWorkHandler(String.class, (work) -> {
			worker.send(Map.of("percent", 50));
			sent.countDown();
			release.await();
			return null;
		});
		WorkRoles.start(controller, worker);
		controller.send("a", "{\"id\":7}");
		WorkRoles.await().until(() -> this.results.equals(List.of("{\"progress_of\":7,\"percent\":50}")));
		// The item is outstanding still
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> controller.send("a", "{\"id\":7}"))
			.withMessageContaining("outstanding already");
		release.countDown();
		WorkRoles.await().ignoreExceptions().until(() -> {
			controller.send("a", "{\"id\":7, \"again\":true}");
			return true;
		});
		assertThat(controller.stats().rejected()).isEmpty();
	}

	@Test
	void furtherResultThatWouldEndAnAtLeastOnceItemIsRefused() {
		CompletableFuture<Throwable> refused = new CompletableFuture<>();
		ZmqController controller = controller("workers.a.delivery=at-least-once");
		ZmqWorker worker = this.roles.worker(AT_LEAST_ONCE);
		worker.setWorkHandler(String.class, (work) -> {
			try {
				worker.send("{\"work_id\":7}");
			}
			catch (ZmqConversionException ex) {
				refused.complete(ex);
			}
			return null;
		});
		WorkRoles.start(controller, worker);
		controller.send("a", "{\"id\":7}");
		assertThat(refused).succeedsWithin(LONG)
			.extracting(Throwable::getMessage)
			.asString()
			.contains("'work_id' ends its item");
	}

	@Test
	void otherThreadsSendResultsOfNoItem() {
		ZmqController controller = controller();
		ZmqWorker worker = worker();
		WorkRoles.start(controller, worker);
		worker.send(Map.of("ready", true));
		WorkRoles.await().until(() -> this.results.equals(List.of("{\"ready\":true}")));
	}

	@Test
	void resultsThatAreNotJsonObjectsAreSentUnchanged() {
		ZmqController controller = controller();
		ZmqWorker worker = this.roles.worker();
		worker.setWorkHandler((work) -> {
			worker.send("half");
			worker.send(List.of(1));
			return "whole".getBytes();
		});
		WorkRoles.start(controller, worker);
		controller.send("a", "{\"id\":7}");
		WorkRoles.await().until(() -> this.results.equals(List.of("half", "[1]", "whole")));
	}

	@Test
	void itemThatHasTimedOutSendsNoMore() {
		CompletableFuture<Throwable> refused = new CompletableFuture<>();
		ZmqController controller = controller();
		ZmqWorker worker = this.roles.worker("work-timeout=50ms");
		worker.setWorkHandler(String.class, (work) -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				try {
					worker.send("late");
				}
				catch (ZmqException refusal) {
					refused.complete(refusal);
				}
			}
			return null;
		});
		WorkRoles.start(controller, worker);
		controller.send("a", "{\"id\":7}");
		assertThat(refused).succeedsWithin(LONG)
			.extracting(Throwable::getMessage)
			.asString()
			.contains("an item that has ended");
	}

	@Test
	void sendIsRefusedWithoutPushAndWhileNotRunning() {
		ZmqWorker worker = this.roles.worker((work) -> null);
		assertThatExceptionOfType(ZmqException.class).isThrownBy(() -> worker.send("x"))
			.withMessageStartingWith("Worker 'a' is not running");
		ZmqWorker withoutPush = this.roles.worker((work) -> null, "push.address=");
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(() -> withoutPush.send("x"))
			.withMessageContaining("Worker 'a' has no push")
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("zmq.workers.a.push.address"));
		assertThat(withoutPush.sends()).isFalse();
	}

	@Test
	void sendThatNoControllerAcceptsTimesOut() {
		ZmqWorker worker = this.roles.worker((work) -> null, "work-timeout=50ms", "push.high-water-mark=1");
		worker.start();
		assertThatExceptionOfType(ZmqTimeoutException.class).isThrownBy(() -> {
			for (int i = 0; i < 10; i++) {
				worker.send("x");
			}
		}).withMessageContaining("within the work-timeout");
	}

	@Test
	void pythonControllerReceivesProgressAsAnOrdinaryResult() {
		try (PythonPeer controller = PythonPeer.controller()) {
			List<String> addresses = controller.answers(2);
			ZmqWorker worker = worker("pull.address=" + addresses.get(0), "push.address=" + addresses.get(1));
			worker.start();
			controller.writeLine("{'id': 7}");
			assertThat(controller.received().message()).isEqualTo("{'progress_of': 7, 'percent': 50}");
			assertThat(controller.received().message()).isEqualTo("{'progress_of': 7, 'part': 1}");
			assertThat(controller.received().message()).isEqualTo("{'work_id': 7, 'done': True}");
		}
	}

}
