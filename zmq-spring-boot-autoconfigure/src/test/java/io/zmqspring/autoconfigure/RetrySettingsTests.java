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

package io.zmqspring.autoconfigure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failure reports for settings of retries.
 */
@ExtendWith(OutputCaptureExtension.class)
class RetrySettingsTests {

	/** The settings of listeners in {@code every-key.yml}. */
	static final ListenerProperties EVERY_KEY = new ListenerProperties(false,
			new ListenerProperties.Retry(3, Duration.ofMillis(50), 1.5, Duration.ofSeconds(7), Duration.ofMillis(20),
					List.of(IOException.class), List.of(FileNotFoundException.class)),
			Map.of("orders", new ListenerProperties.Retry(9, Duration.ofMillis(100), 2, Duration.ofSeconds(1),
					Duration.ZERO, List.of(), List.of())),
			new ListenerProperties.DeadLetter("camera", "lost"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					retry.max-attempts=0             | 'zmq.listener.retry.max-attempts' with the value '0' | is less than 1
					retry.multiplier=0.5             | 'zmq.listener.retry.multiplier' with the value '0.5' | is not between 1 and 1000
					retry.initial-interval=0ms       | 'zmq.listener.retry.initial-interval'                | is less than 1ms
					retry.initial-interval=5s        | 'zmq.listener.retry.initial-interval' with the value '5s' | is longer than the max-interval of 1s
					retry.jitter=2s                  | 'zmq.listener.retry.jitter' with the value '2s'      | is not between 0 and the initial-interval of 100ms
					retry.retry-on=java.lang.Error   | 'zmq.listener.retry.retry-on' with the value 'java.lang.Error' | is no class of exceptions
					retry.not-retry-on=java.lang.String | 'zmq.listener.retry.not-retry-on' with the value 'java.lang.String' | is no class of exceptions
					retry.retry-on=java.io.IOExeption | zmq.listener.retry.retry-on | java.io.IOExeption
					retries.orders.jitter=1ms   | 'zmq.listener.retries.orders.max-attempts'      | is missing
					retries.orders.max-attempts=0 | 'zmq.listener.retries.orders.max-attempts' with the value '0' | is less than 1
					""")
	void wrongValueIsRefusedWithItsKey(String setting, String key, String problem, CapturedOutput output) {
		RefusedStart refused = RefusedStart.of(output, "zmq.publishers.events.address=inproc://events",
				"zmq.listener." + setting);
		assertThat(refused.description()).contains(key, problem);
	}

}
