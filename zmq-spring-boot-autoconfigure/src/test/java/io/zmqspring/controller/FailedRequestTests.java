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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.handler.WorkHandler;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.message.ZmqWorkFailedException;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Requests whose work fails at the worker.
 */
class FailedRequestTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final WorkRoles roles = new WorkRoles();

	private final List<String> unmatched = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.roles.close();
	}

	private ZmqController controller(String... settings) {
		ZmqController controller = this.roles.controller(settings);
		controller.addResultHandler((pool, result) -> this.unmatched.add(new String(result)));
		return controller;
	}

	private ZmqController started(WorkHandler<String> handler, String... workerSettings) {
		ZmqController controller = controller();
		WorkRoles.start(controller, this.roles.worker(handler, workerSettings));
		return controller;
	}

	private static ZmqWorkFailedException failure(CompletableFuture<?> future) {
		assertThat(future).failsWithin(SOON);
		Throwable thrown = catchThrowable(future::join).getCause();
		assertThat(thrown).isInstanceOf(ZmqWorkFailedException.class);
		return (ZmqWorkFailedException) thrown;
	}

	private static Object failing(String work) {
		throw new UnsupportedOperationException("no tea\n2026-01-01 INFO forged");
	}

	@Test
	void requestWhoseHandlerThrowsFailsAtOnceWithTypeAndMessage() {
		ZmqController controller = started(FailedRequestTests::failing);
		ZmqWorkFailedException failure = failure(controller.request("a", Map.of("id", 7), String.class));
		assertThat(failure.errorType()).isEqualTo("UnsupportedOperationException");
		assertThat(failure.errorMessage()).isEqualTo("no tea\n2026-01-01 INFO forged");
		assertThat(failure).hasMessage(
				"Work '7' of pool 'a' failed: UnsupportedOperationException: no tea\\u000A" + "2026-01-01 INFO forged");
		assertThat(controller.stats().failed()).isEqualTo(1);
		assertThat(this.unmatched).isEmpty();
		WorkRoles.await().untilAsserted(() -> assertThat(this.roles.errors()).as("of the worker").hasSize(1));
	}

	@Test
	void asynchronousFailureIsTold() {
		ZmqController controller = started(
				(work) -> CompletableFuture.supplyAsync(() -> FailedRequestTests.failing(work)));
		assertThat(failure(controller.request("a", Map.of(), String.class)).errorType())
			.isEqualTo("UnsupportedOperationException");
	}

	@Test
	void typeAndMessageAreOmittedOnRequest() {
		ZmqController controller = started(FailedRequestTests::failing, "error-results.include-type=false",
				"error-results.include-message=false");
		ZmqWorkFailedException failure = failure(controller.request("a", Map.of("id", 7), String.class));
		assertThat(failure.errorType()).isNull();
		assertThat(failure.errorMessage()).isNull();
		assertThat(failure).hasMessage("Work '7' of pool 'a' failed: the worker did not tell why");
	}

	@Test
	void nothingIsToldIfErrorResultsAreDisabled() {
		ZmqController controller = controller("worker-timeout=200ms");
		ZmqWorker worker = this.roles.worker(FailedRequestTests::failing, "error-results.enabled=false");
		WorkRoles.start(controller, worker);
		assertThat(controller.request("a", Map.of(), String.class)).failsWithin(SOON)
			.withThrowableThat()
			.withCauseInstanceOf(ZmqTimeoutException.class);
		assertThat(worker.stats().sent()).isZero();
	}

	@Test
	void errorWithoutARequestGoesToTheErrorHandlerAndNotToResultHandlers() {
		ZmqController controller = started(FailedRequestTests::failing);
		controller.send("a", Map.of("id", 7));
		WorkRoles.await()
			.untilAsserted(() -> assertThat(this.roles.errors()).filteredOn(ZmqWorkFailedException.class::isInstance)
				.singleElement()
				.extracting(Throwable::getMessage)
				.asString()
				.contains("Work '7'", "UnsupportedOperationException"));
		assertThat(controller.stats().failed()).isEqualTo(1);
		assertThat(this.unmatched).isEmpty();
	}

	@Test
	void nothingIsToldOfWorkWithoutAnId() {
		ZmqController controller = controller();
		ZmqWorker worker = this.roles.worker(FailedRequestTests::failing);
		WorkRoles.start(controller, worker);
		controller.send("a", "text");
		WorkRoles.await().untilAsserted(() -> assertThat(this.roles.errors()).hasSize(1));
		assertThat(worker.stats().sent()).isZero();
	}

	@Test
	void workThatTheWorkerCannotReadFailsWithoutItsContent() {
		ZmqController controller = controller();
		ZmqWorker worker = this.roles.worker();
		worker.setWorkHandler(Order.class, (order) -> order);
		WorkRoles.start(controller, worker);
		ZmqWorkFailedException failure = failure(
				controller.request("a", Map.of("id", 1, "number", "secret"), String.class));
		assertThat(failure.errorType()).isEqualTo("ZmqRejectedException");
		assertThat(failure.errorMessage()).isEqualTo("The worker cannot read the work");
	}

	@Test
	void resultThatCannotBeWrittenFailsTheRequest() {
		ZmqController controller = started((work) -> {
			List<Object> endless = new ArrayList<>();
			endless.add(endless);
			return endless;
		});
		assertThat(failure(controller.request("a", Map.of(), String.class)).errorType()).isNotNull();
	}

	@Test
	void workThatTakesTooLongFailsTheRequestAtOnce() {
		CountDownLatch never = new CountDownLatch(1);
		ZmqController controller = started((work) -> {
			never.await();
			return work;
		}, "work-timeout=100ms");
		ZmqWorkFailedException failure = failure(controller.request("a", Map.of(), String.class));
		assertThat(failure.errorType()).isEqualTo("ZmqTimeoutException");
		assertThat(failure.errorMessage()).contains("work-timeout of 100ms");
	}

	@Test
	void requestIsToldThatItsWorkerWasStopped() throws InterruptedException {
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		ZmqController controller = controller();
		ZmqWorker worker = this.roles.worker((work) -> {
			called.countDown();
			never.await();
			return work;
		}, "shutdown-timeout=100ms");
		WorkRoles.start(controller, worker);
		CompletableFuture<?> future = controller.request("a", Map.of(), String.class);
		called.await();
		worker.stop();
		assertThat(failure(future).errorMessage()).contains("was stopped before its handler had finished");
	}

	@Test
	void valueThatResemblesAnErrorIsAnOrdinaryResult() {
		ZmqController controller = started((work) -> Map.of("error", Map.of("type", "A", "message", "b"), "ok", false));
		assertThat(controller.request("a", Map.of("id", 1), Answer.class)).succeedsWithin(SOON)
			.isEqualTo(new Answer(false, Map.of("type", "A", "message", "b")));
	}

	@Test
	void errorIsAnAttemptWithAtLeastOnceAndTheNextAttemptCompletesTheRequest() {
		AtomicInteger calls = new AtomicInteger();
		ZmqController controller = controller("workers.a.delivery=at-least-once", "workers.a.retry-delay=20ms");
		WorkRoles.start(controller,
				this.roles.worker((work) -> (calls.incrementAndGet() < 3) ? failing(work) : Map.of("square", 4),
						"delivery=at-least-once"));
		assertThat(controller.request("a", Map.of("number", 2), Square.class)).succeedsWithin(SOON);
		assertThat(calls).hasValue(3);
		assertThat(controller.stats().failed()).isEqualTo(2);
	}

	@Test
	void requestFailsAndBecomesADeadLetterWhenEachAttemptHasFailed() {
		AtomicInteger calls = new AtomicInteger();
		ZmqController controller = controller("workers.a.delivery=at-least-once", "workers.a.retry-delay=0",
				"workers.a.max-attempts=3");
		WorkRoles.start(controller, this.roles.worker((work) -> {
			calls.incrementAndGet();
			return failing(work);
		}, "delivery=at-least-once"));
		ZmqWorkFailedException failure = failure(controller.request("a", Map.of("id", 7), String.class));
		assertThat(failure).hasMessageStartingWith(
				"Work '7' of pool 'a' is a dead letter after 3 attempts: each attempt failed, the last one with UnsupportedOperationException");
		assertThat(calls).hasValue(3);
		WorkRoles.await().untilAsserted(() -> assertThat(controller.stats().drops()).containsEntry("dead-letter", 1L));
		assertThat(this.unmatched).isEmpty();
	}

	record Square(int square) {

	}

	record Order(int number) {

	}

	record Answer(boolean ok, Map<String, String> error) {

	}

}
