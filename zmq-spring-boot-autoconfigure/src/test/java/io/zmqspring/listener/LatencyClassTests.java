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

package io.zmqspring.listener;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Latency classes of subscribers and listeners: which calls exceed the budget, and which
 * classes cannot be combined.
 */
@ExtendWith(OutputCaptureExtension.class)
class LatencyClassTests {

	private static final String CLASS = "zmq.subscribers.events.latency-class=";

	@Test
	void overrunsAreCountedAndWarnedAboutOnce(CapturedOutput output) {
		EventsApplication.with(Slow.class).withPropertyValues(CLASS + "telemetry").run((context) -> {
			for (String millis : new String[] { "0", "150", "0", "200", "250" }) {
				EventsApplication.publish(context, "slow", millis);
			}
			awaitReceived(context, 5);
			EventsApplication.await()
				.untilAsserted(() -> assertThat(EventsApplication.subscriber(context).stats().overruns())
					.containsOnlyKeys("slow")
					.containsEntry("slow", 3L));
			assertThat(output.getAll().lines().filter((line) -> line.contains("latency class"))).singleElement()
				.asString()
				.contains("WARN")
				.containsPattern("Listener 'slow' of subscriber 'events' took \\d+ ms for a message, "
						+ "more than the 100ms of the latency class telemetry");
		});
	}

	@Test
	void quickListenerOverrunsNothing() {
		EventsApplication.with(Slow.class).withPropertyValues(CLASS + "logging").run((context) -> {
			EventsApplication.publish(context, "slow", "50");
			awaitReceived(context, 1);
			assertThat(EventsApplication.subscriber(context).stats().overruns()).isEmpty();
		});
	}

	@Test
	void subscriberWithoutALatencyClassHasNoBudget(CapturedOutput output) {
		EventsApplication.with(Slow.class).run((context) -> {
			EventsApplication.publish(context, "slow", "50");
			awaitReceived(context, 1);
			assertThat(EventsApplication.subscriber(context).stats().overruns()).isEmpty();
			assertThat(output).doesNotContain("latency class");
		});
	}

	@Test
	void asynchronousListenerOverrunsWhenItsResultIsLate() {
		EventsApplication.with(Late.class).withPropertyValues(CLASS + "control").run((context) -> {
			EventsApplication.publish(context, "late", "x");
			EventsApplication.await()
				.untilAsserted(() -> assertThat(EventsApplication.subscriber(context).stats().overruns())
					.containsEntry("late", 1L));
		});
	}

	@Test
	void classOfAListenerHoldsForItsWholeSubscriber() {
		EventsApplication.with(Slow.class, Own.class).withPropertyValues("wanted=control").run((context) -> {
			EventsApplication.publish(context, "slow", "20");
			awaitReceived(context, 1);
			EventsApplication.await()
				.untilAsserted(() -> assertThat(EventsApplication.subscriber(context).stats().overruns())
					.containsEntry("slow", 1L));
		});
	}

	@Test
	void sameClassTwiceIsFine() {
		EventsApplication.with(Own.class, Control.class)
			.withPropertyValues("wanted=Control", CLASS + "control")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void listenerAndSubscriberThatDifferAreRefused() {
		EventsApplication.with(Control.class)
			.withPropertyValues(CLASS + "telemetry")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContaining("The listener Control.on asks for the latency class control but"
						+ " zmq.subscribers.events.latency-class for telemetry, and both use the socket of"
						+ " subscriber 'events'. Give messages of another latency class a subscriber"));
	}

	@Test
	void listenersThatDifferAreRefused() {
		EventsApplication.with(Control.class, Own.class)
			.withPropertyValues("wanted=logging")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining(
						"The listener Own.on asks for the latency class logging but The listener Control.on"
								+ " for control"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "fast", "10ms" })
	void unknownClassIsRefused(String wanted) {
		EventsApplication.with(Own.class)
			.withPropertyValues("wanted=" + wanted)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("The attribute 'latencyClass' of the listener Own.on is '" + wanted
						+ "'. Write one of [control, telemetry, logging]"));
	}

	private static void awaitReceived(ApplicationContext context, int count) {
		EventsApplication.awaitCount(context, ZmqStatistics::received, count);
		// The last message is still being handled
		EventsApplication.subscriber(context).stop();
	}

	static class Slow {

		@ZmqListener(topics = "slow", id = "slow")
		void on(String millis) {
			long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Integer.parseInt(millis));
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
		}

	}

	static class Late {

		@ZmqListener(topics = "late", id = "late")
		CompletionStage<?> on(String payload) {
			return new CompletableFuture<String>().completeOnTimeout("", 50, TimeUnit.MILLISECONDS);
		}

	}

	static class Control {

		@ZmqListener(topics = "control", latencyClass = "control")
		void on(String payload) {
		}

	}

	static class Own {

		@ZmqListener(topics = "own", latencyClass = "${wanted}")
		void on(String payload) {
		}

	}

}
