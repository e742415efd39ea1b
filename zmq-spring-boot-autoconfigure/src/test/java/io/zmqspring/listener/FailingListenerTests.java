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

import java.lang.reflect.Type;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqHandlerException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An exception or error of a listener fails only one message.
 */
class FailingListenerTests {

	private static final String[] KINDS = { "checked", "unchecked", "error", "overflow", "interrupted", "no message" };

	private static void sendAllKinds(ApplicationContext context) {
		for (String kind : KINDS) {
			EventsApplication.publish(context, "a", kind);
		}
		EventsApplication.publish(context, "a", "fine");
		Inbox.of(context, Failing.class).awaitExactly("fine");
	}

	private static void assertAllAccountedFor(ApplicationContext context) {
		ZmqStatistics stats = EventsApplication.subscriber(context).stats();
		assertThat(stats.received()).isEqualTo(KINDS.length + 1);
		assertThat(stats.failed()).isEqualTo(KINDS.length);
		assertThat(stats.rejectedTotal()).isZero();
	}

	@Test
	void anyThrowableOfAListenerIsCountedAndReportedAndTheNextMessageIsHandled() {
		EventsApplication.with(Failing.class, Errors.class).run((context) -> {
			sendAllKinds(context);
			assertAllAccountedFor(context);
			Errors errors = context.getBean(Errors.class);
			assertThat(errors.await(KINDS.length))
				.allSatisfy((error) -> assertThat(error)
					.isInstanceOfSatisfying(ZmqHandlerException.class,
							(failure) -> assertThat(failure.handler()).isEqualTo("failing"))
					.hasMessage("Handler 'failing' failed on a message of topic 'a'"))
				.extracting(Throwable::getCause)
				.extracting((cause) -> (Object) cause.getClass())
				.containsExactly(Exception.class, IllegalStateException.class, AssertionError.class,
						StackOverflowError.class, InterruptedException.class, NullPointerException.class);
			assertThat(errors.messages()).extracting(ZmqMessage::text).containsExactly(KINDS);
		});
	}

	@Test
	void listenerReportsToItsOwnErrorHandler() {
		EventsApplication.with(WithErrorHandler.class)
			.withBean("own", Errors.class)
			.withBean("general", Errors.class, Errors::new, (definition) -> definition.setPrimary(true))
			.run((context) -> {
				EventsApplication.publish(context, "a", "");
				EventsApplication.publish(context, "b", "");
				context.getBean("own", Errors.class).await(2);
				assertThat(context.getBean("general", Errors.class).messages()).isEmpty();
			});
	}

	@Test
	void unknownErrorHandlerIsRefused() {
		EventsApplication.with(WithErrorHandler.class)
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(ZmqConfigurationException.class)
				.hasMessageContainingAll("'own'", "WithErrorHandler", "ZmqErrorHandler"));
	}

	@Test
	void exceptionOfAnErrorHandlerFailsNoFurtherMessage() {
		EventsApplication.with(Failing.class, ThrowingErrors.class)
			.withPropertyValues("zmq.subscribers.events.topics=*")
			.run((context) -> {
				EventsApplication.publish(context, "nobody", "");
				sendAllKinds(context);
				EventsApplication.publish(context, "nobody", "");
				EventsApplication.awaitCount(context, (stats) -> stats.rejected("no-handler"), 2);
				EventsApplication.awaitCount(context, ZmqStatistics::failed, KINDS.length);
				assertThat(EventsApplication.subscriber(context).isRunning()).isTrue();
			});
	}

	@Test
	void exceptionOfAListenerDoesNotAffectOtherListeners() {
		EventsApplication.with(Failing.class, Other.class).run((context) -> {
			sendAllKinds(context);
			Inbox.of(context, Other.class).awaitExactly((Object[]) concat(KINDS, "fine"));
		});
	}

	@Test
	void anyThrowableOfAConverterRejectsTheMessage() {
		EventsApplication.with(Numbers.class, Errors.class).withBean(ThrowingConverter.class).run((context) -> {
			for (String kind : KINDS) {
				EventsApplication.publish(context, "a", kind);
			}
			EventsApplication.publish(context, "a", "fine");
			Inbox.of(context, Numbers.class).awaitExactly(42);
			assertThat(EventsApplication.subscriber(context).stats().rejected("undecodable")).isEqualTo(KINDS.length);
			assertThat(EventsApplication.subscriber(context).stats().failed()).isZero();
			assertThat(context.getBean(Errors.class).await(KINDS.length))
				.allSatisfy((error) -> assertThat(error).hasCauseInstanceOf(Throwable.class).message().isNotBlank());
		});
	}

	private static String[] concat(String[] some, String last) {
		String[] all = Arrays.copyOf(some, some.length + 1);
		all[some.length] = last;
		return all;
	}

	static void throwAs(String kind) throws Exception {
		switch (kind) {
			case "checked" -> throw new Exception("no");
			case "unchecked" -> throw new IllegalStateException("no");
			case "error" -> throw new AssertionError("no");
			case "overflow" -> throwAs(kind);
			case "interrupted" -> throw new InterruptedException("no");
			case "no message" -> throw new NullPointerException();
			default -> {
			}
		}
	}

	@SuppressWarnings("unchecked")
	static <T extends Throwable> RuntimeException unchecked(Throwable throwable) throws T {
		throw (T) throwable;
	}

	static class Failing extends Inbox {

		@ZmqListener(topics = "a", id = "failing")
		void on(String kind) throws Exception {
			throwAs(kind);
			hear(kind);
		}

	}

	static class Other extends Inbox {

		@ZmqListener("a")
		void on(String kind) {
			hear(kind);
		}

	}

	static class WithErrorHandler {

		@ZmqListener(topics = "a", errorHandler = "own")
		void byName() {
			throw new IllegalStateException("no");
		}

		@ZmqListener(topics = "b", errorHandler = "#{@own}")
		void byExpression() {
			throw new IllegalStateException("no");
		}

	}

	static class ThrowingErrors extends Errors {

		@Override
		public void handle(ZmqMessage message, ZmqException error) {
			throw FailingListenerTests.<RuntimeException>unchecked(new Exception("error handler"));
		}

	}

	static class Numbers extends Inbox {

		@ZmqListener("a")
		void on(Integer number) {
			hear(number);
		}

	}

	static class ThrowingConverter implements ZmqMessageConverter {

		@Override
		public byte[] toBytes(Object payload) {
			return new byte[0];
		}

		@Override
		public Object fromBytes(byte[] bytes, Type type) {
			try {
				throwAs(new String(bytes));
			}
			catch (Exception ex) {
				throw FailingListenerTests.<RuntimeException>unchecked(ex);
			}
			return 42;
		}

	}

}
