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

package io.zmqspring.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;

import org.apache.commons.logging.Log;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import org.springframework.core.convert.support.DefaultConversionService;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The texts of exceptions in logs and statistics.
 */
class FailureTextTests {

	private static final String SECRET = "hunter2-hunter2";

	private final Log logger = Mockito.mock();

	private String logged(Throwable failure) {
		StringWriter text = new StringWriter();
		FailureText.forLog(failure, this.logger).printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	@Test
	void exceptionWithoutSpecialCharactersIsLoggedItself() {
		Throwable failure = new IllegalStateException("lens cap on", new IllegalArgumentException("5"));
		assertThat(FailureText.forLog(failure, this.logger)).isSameAs(failure);
		assertThat(FailureText.of(failure)).isEqualTo(failure.toString());
	}

	@Test
	void textsOfTheWholeChainAreEscapedAndStackTracesKept() {
		Throwable cause = new IllegalArgumentException("b\nFORGED");
		Throwable failure = new IllegalStateException("a\u2028FORGED", cause);
		failure.addSuppressed(new IllegalStateException("c\u001b[31mFORGED"));
		assertThat(FailureText.of(failure)).isEqualTo("java.lang.IllegalStateException: a\\u2028FORGED");
		assertThat(logged(failure)).contains("java.lang.IllegalStateException: a\\u2028FORGED")
			.contains("Caused by: java.lang.IllegalArgumentException: b\\u000AFORGED")
			.contains("Suppressed: java.lang.IllegalStateException: c\\u001B[31mFORGED")
			.contains("\tat " + FailureTextTests.class.getName());
	}

	@Test
	void messagesOfParsersAreLeftOutUnlessTheLoggerLogsAtDebug() {
		Throwable[] failures = { catchThrowable(() -> Integer.parseInt(SECRET)),
				catchThrowable(() -> LocalDate.parse(SECRET)),
				catchThrowable(() -> JsonMapper.shared().readValue("\"" + SECRET + "\"", int.class)),
				catchThrowable(() -> DefaultConversionService.getSharedInstance().convert(SECRET, Integer.class)) };
		for (Throwable failure : failures) {
			assertThat(failure).hasMessageContaining(SECRET);
			Throwable wrapped = new IllegalStateException(new RuntimeException("cannot read: " + failure, failure));
			assertThat(FailureText.of(failure)).startsWith(failure.getClass().getName()).doesNotContain(SECRET);
			assertThat(FailureText.of(wrapped)).doesNotContain(SECRET);
			BDDMockito.given(this.logger.isDebugEnabled()).willReturn(false);
			assertThat(logged(wrapped)).doesNotContain(SECRET).contains("Caused by: " + failure.getClass().getName());
			BDDMockito.given(this.logger.isDebugEnabled()).willReturn(true);
			assertThat(logged(wrapped)).contains(SECRET);
		}
	}

	@Test
	void circularCausesAndFailingMessagesAreLogged() {
		Exception first = new Exception("a\nb");
		Exception second = new Exception("c", first);
		first.initCause(second);
		assertThat(logged(first)).contains("a\\u000Ab", "Caused by: java.lang.Exception: c");
		Throwable broken = new IllegalStateException() {

			@Override
			public String getMessage() {
				throw new IllegalStateException("on purpose");
			}

		};
		assertThat(FailureText.of(broken)).isEqualTo(broken.getClass().getName());
		assertThat(FailureText.forLog(broken, this.logger)).isNotNull();
	}

	@Test
	void longMessageIsShortened() {
		assertThat(FailureText.of(new IllegalStateException("x".repeat(100_000)))).hasSizeLessThan(3000);
	}

}
